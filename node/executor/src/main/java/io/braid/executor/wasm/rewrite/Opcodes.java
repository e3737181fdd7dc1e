package io.braid.executor.wasm.rewrite;

/** The instructions by number, and what instrumentation must know of each. */
final class Opcodes {
  static final int UNREACHABLE = 0x00;
  static final int BLOCK = 0x02;
  static final int LOOP = 0x03;
  static final int IF = 0x04;
  static final int ELSE = 0x05;
  static final int END = 0x0B;
  static final int BR = 0x0C;
  static final int BR_IF = 0x0D;
  static final int BR_TABLE = 0x0E;
  static final int RETURN = 0x0F;
  static final int CALL = 0x10;
  static final int CALL_INDIRECT = 0x11;
  static final int SELECT = 0x1B;
  static final int LOCAL_GET = 0x20;
  static final int LOCAL_SET = 0x21;
  static final int LOCAL_TEE = 0x22;
  static final int GLOBAL_GET = 0x23;
  static final int GLOBAL_SET = 0x24;
  static final int MEMORY_SIZE = 0x3F;
  static final int MEMORY_GROW = 0x40;
  static final int I32_CONST = 0x41;
  static final int I64_CONST = 0x42;
  static final int F32_CONST = 0x43;
  static final int F64_CONST = 0x44;
  static final int I32_LT_S = 0x48;
  static final int I64_LT_S = 0x53;
  static final int F32_EQ = 0x5B;
  static final int F64_EQ = 0x61;
  static final int I32_ADD = 0x6A;
  static final int I32_SUB = 0x6B;
  static final int I64_SUB = 0x7D;
  static final int SATURATING = 0xFC;

  static final int I32 = 0x7F;
  static final int I64 = 0x7E;
  static final int F32 = 0x7D;
  static final int F64 = 0x7C;
  static final int EMPTY_BLOCK = 0x40;

  private static final int LAST = 0xC4;

  /** How each plain instruction changes the height of the operand stack. */
  private static final byte[] HEIGHT_CHANGE = new byte[LAST + 1];

  private static final byte UNKNOWN = Byte.MIN_VALUE;

  static {
    java.util.Arrays.fill(HEIGHT_CHANGE, UNKNOWN);
    set(0, 0x00, 0x01);
    set(-1, 0x1A, 0x1A);
    set(-2, SELECT, SELECT);
    set(1, LOCAL_GET, LOCAL_GET);
    set(-1, LOCAL_SET, LOCAL_SET);
    set(0, LOCAL_TEE, LOCAL_TEE);
    set(1, GLOBAL_GET, GLOBAL_GET);
    set(-1, GLOBAL_SET, GLOBAL_SET);
    set(0, 0x28, 0x35); // loads
    set(-2, 0x36, 0x3E); // stores
    set(1, MEMORY_SIZE, MEMORY_SIZE);
    set(0, MEMORY_GROW, MEMORY_GROW);
    set(1, I32_CONST, F64_CONST);
    set(0, 0x45, 0x45); // i32.eqz
    set(-1, 0x46, 0x4F); // i32 comparisons
    set(0, 0x50, 0x50); // i64.eqz
    set(-1, 0x51, 0x66); // i64, f32 and f64 comparisons
    set(0, 0x67, 0x69);
    set(-1, 0x6A, 0x78); // i32 arithmetic
    set(0, 0x79, 0x7B);
    set(-1, 0x7C, 0x8A); // i64 arithmetic
    set(0, 0x8B, 0x91);
    set(-1, 0x92, 0x98); // f32 arithmetic
    set(0, 0x99, 0x9F);
    set(-1, 0xA0, 0xA6); // f64 arithmetic
    set(0, 0xA7, LAST); // conversions and sign extension
  }

  private Opcodes() {}

  private static void set(int change, int from, int to) {
    for (int opcode = from; opcode <= to; opcode++) {
      HEIGHT_CHANGE[opcode] = (byte) change;
    }
  }

  static int heightChange(int opcode) throws MalformedModule {
    if (opcode > LAST || HEIGHT_CHANGE[opcode] == UNKNOWN) {
      throw new MalformedModule(
          "expected an instruction of WebAssembly 1.0, found 0x" + Integer.toHexString(opcode));
    }
    return HEIGHT_CHANGE[opcode];
  }

  /** The float type whose NaN bits the instruction may choose, or 0. */
  static int nanResult(int opcode) {
    boolean single = opcode >= 0x8D && opcode <= 0x97 || opcode == 0xB6;
    boolean twice = opcode >= 0x9B && opcode <= 0xA5 || opcode == 0xBB;
    return single ? F32 : twice ? F64 : 0;
  }

  static boolean isValueType(int type) {
    return type >= F64 && type <= I32;
  }

  static boolean accessesMemory(int opcode) {
    return opcode >= 0x28 && opcode <= 0x3E;
  }
}
