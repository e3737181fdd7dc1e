package io.braid.wasm.module;

import static io.braid.wasm.module.Op.*;

import java.util.List;

/**
 * Functions of WebAssembly 1.0 that stand in for instructions that came later: {@code memory.fill},
 * {@code memory.copy} and the conversions that saturate.
 */
final class Lowering {
  /** A function that is added to a module: its type, its locals and instructions. */
  record Function(FunctionType type, byte[] body) {}

  private static final int NO_LOCALS = 0;
  private static final int ALIGNED_1 = 0;

  private Lowering() {}

  private static final FunctionType THREE_I32 = new FunctionType(List.of(I32, I32, I32), List.of());

  /** Destination, octet, count: eight bytes at a time, then the tail. */
  static Function memoryFill() {
    int to = 0;
    int octet = 1;
    int count = 2;
    int word = 3;
    Sink out = new Sink().op(1, 1, I64);
    // word = (octet & 255) * 0x0101010101010101
    out.op(LOCAL_GET, octet, I32_CONST).signed(255).op(I32_AND, I64_EXTEND_I32_U);
    out.op(I64_CONST).signed(0x0101010101010101L).op(I64_MUL, LOCAL_SET, word);
    openLoopWhileAtLeast8(out, count);
    out.op(LOCAL_GET, to, LOCAL_GET, word, I64_STORE, ALIGNED_1, 0);
    add(out, to, 8);
    add(out, count, -8);
    closeLoop(out);
    openLoopWhileAny(out, count);
    out.op(LOCAL_GET, to, LOCAL_GET, octet, I32_STORE8, ALIGNED_1, 0);
    add(out, to, 1);
    add(out, count, -1);
    closeLoop(out);
    return new Function(THREE_I32, out.op(END).toArray());
  }

  /** Destination, source, count; the two may overlap. */
  static Function memoryCopy() {
    int to = 0;
    int from = 1;
    int count = 2;
    Sink out = new Sink().op(NO_LOCALS);
    out.op(LOCAL_GET, to, LOCAL_GET, from, I32_LE_U, IF, VOID);
    copyForwards(out, to, from, count);
    out.op(ELSE);
    copyBackwards(out, to, from, count);
    return new Function(THREE_I32, out.op(END, END).toArray());
  }

  private static void copyForwards(Sink out, int to, int from, int count) {
    openLoopWhileAtLeast8(out, count);
    out.op(LOCAL_GET, to, LOCAL_GET, from, I64_LOAD, ALIGNED_1, 0, I64_STORE, ALIGNED_1, 0);
    add(out, to, 8);
    add(out, from, 8);
    add(out, count, -8);
    closeLoop(out);
    openLoopWhileAny(out, count);
    out.op(LOCAL_GET, to, LOCAL_GET, from, I32_LOAD8_U, ALIGNED_1, 0, I32_STORE8, ALIGNED_1, 0);
    add(out, to, 1);
    add(out, from, 1);
    add(out, count, -1);
    closeLoop(out);
  }

  private static void copyBackwards(Sink out, int to, int from, int count) {
    openLoopWhileAtLeast8(out, count);
    add(out, count, -8);
    out.op(LOCAL_GET, to, LOCAL_GET, count, I32_ADD, LOCAL_GET, from, LOCAL_GET, count, I32_ADD);
    out.op(I64_LOAD, ALIGNED_1, 0, I64_STORE, ALIGNED_1, 0);
    closeLoop(out);
    openLoopWhileAny(out, count);
    add(out, count, -1);
    out.op(LOCAL_GET, to, LOCAL_GET, count, I32_ADD, LOCAL_GET, from, LOCAL_GET, count, I32_ADD);
    out.op(I32_LOAD8_U, ALIGNED_1, 0, I32_STORE8, ALIGNED_1, 0);
    closeLoop(out);
  }

  private static void openLoopWhileAtLeast8(Sink out, int count) {
    out.op(BLOCK, VOID, LOOP, VOID, LOCAL_GET, count, I32_CONST, 8, I32_LT_U, BR_IF, 1);
  }

  private static void openLoopWhileAny(Sink out, int count) {
    out.op(BLOCK, VOID, LOOP, VOID, LOCAL_GET, count, I32_EQZ, BR_IF, 1);
  }

  private static void closeLoop(Sink out) {
    out.op(BR, 0, END, END);
  }

  private static void add(Sink out, int local, int constant) {
    out.op(LOCAL_GET, local, I32_CONST).signed(constant).op(I32_ADD, LOCAL_SET, local);
  }

  /** NaN gives zero, what is out of range gives the nearest number: Java's casts. */
  static Function saturate(boolean from64, boolean to64) {
    int source = from64 ? F64 : F32;
    int trunc =
        to64
            ? (from64 ? I64_TRUNC_F64_S : I64_TRUNC_F32_S)
            : (from64 ? I32_TRUNC_F64_S : I32_TRUNC_F32_S);
    double limit = to64 ? 0x1p63 : 0x1p31;
    // A double between -2^31 - 1 and -2^31 still truncates to the least int.
    boolean fraction = from64 && !to64;
    Sink out = new Sink().op(NO_LOCALS);
    out.op(LOCAL_GET, 0, LOCAL_GET, 0, from64 ? F64_NE : F32_NE);
    answer(out, to64, 0);
    out.op(LOCAL_GET, 0);
    constant(out, from64, fraction ? -limit - 1 : -limit);
    out.op(fraction ? F64_LE : from64 ? F64_LT : F32_LT);
    answer(out, to64, to64 ? Long.MIN_VALUE : Integer.MIN_VALUE);
    out.op(LOCAL_GET, 0);
    constant(out, from64, limit);
    out.op(from64 ? F64_GE : F32_GE);
    answer(out, to64, to64 ? Long.MAX_VALUE : Integer.MAX_VALUE);
    out.op(LOCAL_GET, 0, trunc, END);
    return new Function(
        new FunctionType(List.of(source), List.of(to64 ? I64 : I32)), out.toArray());
  }

  /** Returns {@code value} if the top of the stack is not zero. */
  private static void answer(Sink out, boolean wide, long value) {
    out.op(IF, VOID, wide ? I64_CONST : I32_CONST).signed(value).op(RETURN, END);
  }

  private static void constant(Sink out, boolean wide, double value) {
    long bits = wide ? Double.doubleToRawLongBits(value) : Float.floatToRawIntBits((float) value);
    out.op(wide ? F64_CONST : F32_CONST);
    for (int i = 0; i < (wide ? 8 : 4); i++) {
      out.op((int) (bits >>> (8 * i)) & 255);
    }
  }
}
