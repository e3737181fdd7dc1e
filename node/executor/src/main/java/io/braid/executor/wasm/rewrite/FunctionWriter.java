package io.braid.executor.wasm.rewrite;

import io.braid.executor.wasm.rewrite.Module.Body;
import io.braid.executor.wasm.rewrite.Module.Signature;
import java.util.Iterator;

/**
 * Writes a function with its limits.
 *
 * <pre>
 * charge the entry's fuel; take stack units
 * block (result)
 *   the body, where a return becomes a branch out of this block
 * end
 * give the stack units back
 * </pre>
 */
final class FunctionWriter {
  private static final int SINGLE_NAN = 0x7FC00000;
  private static final long DOUBLE_NAN = 0x7FF8000000000000L;

  private final int fuelGlobal;
  private final int stackGlobal;
  private final Output out = new Output();
  private final int singleScratch;
  private final int doubleScratch;
  private int nesting;

  private FunctionWriter(int firstAddedGlobal, int singleScratch, int doubleScratch) {
    fuelGlobal = firstAddedGlobal;
    stackGlobal = firstAddedGlobal + 1;
    this.singleScratch = singleScratch;
    this.doubleScratch = doubleScratch;
  }

  /** The body's new encoding, without its size. {@code body} is read to its end. */
  static Output write(Module module, Signature signature, Body body, int firstAddedGlobal)
      throws MalformedModule {
    FunctionShape shape = FunctionShape.of(module, signature, body);
    int scratch = signature.parameters() + (int) body.locals();
    FunctionWriter writer =
        new FunctionWriter(
            firstAddedGlobal, scratch, shape.makesSingleNan() ? scratch + 1 : scratch);
    writer.locals(body, shape);
    Iterator<Long> charges = shape.charges().iterator();
    writer.charge(charges.next());
    writer.takeStack(shape.stackUnits());
    writer.out.octets(Opcodes.BLOCK, signature.result());
    writer.nesting = 1;
    Input in = body.instructions();
    while (in.hasMore()) {
      writer.instruction(in, charges);
    }
    writer.giveStack(shape.stackUnits());
    writer.out.octets(Opcodes.END);
    return writer.out;
  }

  private void locals(Body body, FunctionShape shape) {
    int added = (shape.makesSingleNan() ? 1 : 0) + (shape.makesDoubleNan() ? 1 : 0);
    out.index(body.localCounts().length + added);
    for (int i = 0; i < body.localCounts().length; i++) {
      out.index(body.localCounts()[i]).octets(body.localTypes()[i]);
    }
    if (shape.makesSingleNan()) {
      out.octets(1, Opcodes.F32);
    }
    if (shape.makesDoubleNan()) {
      out.octets(1, Opcodes.F64);
    }
  }

  private void charge(long fuel) {
    out.octets(Opcodes.GLOBAL_GET).index(fuelGlobal);
    out.octets(Opcodes.I64_CONST).signed(fuel).octets(Opcodes.I64_SUB);
    out.octets(Opcodes.GLOBAL_SET).index(fuelGlobal);
    out.octets(Opcodes.GLOBAL_GET).index(fuelGlobal);
    out.octets(Opcodes.I64_CONST, 0, Opcodes.I64_LT_S);
    trapIf();
  }

  private void takeStack(int units) {
    moveStack(units, Opcodes.I32_SUB);
    out.octets(Opcodes.GLOBAL_GET).index(stackGlobal);
    out.octets(Opcodes.I32_CONST, 0, Opcodes.I32_LT_S);
    trapIf();
  }

  private void giveStack(int units) {
    moveStack(units, Opcodes.I32_ADD);
  }

  private void moveStack(int units, int operation) {
    out.octets(Opcodes.GLOBAL_GET).index(stackGlobal);
    out.octets(Opcodes.I32_CONST).signed(units).octets(operation);
    out.octets(Opcodes.GLOBAL_SET).index(stackGlobal);
  }

  private void trapIf() {
    out.octets(Opcodes.IF, Opcodes.EMPTY_BLOCK, Opcodes.UNREACHABLE, Opcodes.END);
  }

  private void instruction(Input in, Iterator<Long> charges) throws MalformedModule {
    int start = in.position();
    int opcode = in.octet();
    if (opcode == Opcodes.RETURN) {
      out.octets(Opcodes.BR).index(nesting - 1);
      return;
    }
    pass(opcode, in);
    out.raw(in.array(), start, in.position());
    switch (opcode) {
      case Opcodes.BLOCK, Opcodes.IF -> nesting++;
      case Opcodes.LOOP -> {
        nesting++;
        charge(charges.next());
      }
      case Opcodes.END -> nesting--;
      default -> oneNan(Opcodes.nanResult(opcode));
    }
  }

  /** Moves behind the immediates of an instruction whose shape was checked before. */
  private static void pass(int opcode, Input in) throws MalformedModule {
    if (Opcodes.accessesMemory(opcode)) {
      in.unsigned();
      in.unsigned();
      return;
    }
    switch (opcode) {
      case Opcodes.BLOCK, Opcodes.LOOP, Opcodes.IF, Opcodes.MEMORY_SIZE, Opcodes.MEMORY_GROW ->
          in.skip(1);
      case Opcodes.BR,
          Opcodes.BR_IF,
          Opcodes.CALL,
          Opcodes.LOCAL_GET,
          Opcodes.LOCAL_SET,
          Opcodes.LOCAL_TEE,
          Opcodes.GLOBAL_GET,
          Opcodes.GLOBAL_SET,
          Opcodes.SATURATING ->
          in.unsigned();
      case Opcodes.BR_TABLE -> {
        for (int left = in.index(); left >= 0; left--) {
          in.unsigned();
        }
      }
      case Opcodes.CALL_INDIRECT -> {
        in.unsigned();
        in.skip(1);
      }
      case Opcodes.I32_CONST -> in.skipSigned(5);
      case Opcodes.I64_CONST -> in.skipSigned(10);
      case Opcodes.F32_CONST -> in.skip(4);
      case Opcodes.F64_CONST -> in.skip(8);
      default -> {
        // no immediate
      }
    }
  }

  /** Replaces any NaN on top of the stack by the canonical one. */
  private void oneNan(int type) {
    if (type == 0) {
      return;
    }
    boolean single = type == Opcodes.F32;
    int scratch = single ? singleScratch : doubleScratch;
    out.octets(Opcodes.LOCAL_TEE).index(scratch);
    if (single) {
      out.octets(Opcodes.F32_CONST);
      littleEndian(SINGLE_NAN, 4);
    } else {
      out.octets(Opcodes.F64_CONST);
      littleEndian(DOUBLE_NAN, 8);
    }
    out.octets(Opcodes.LOCAL_GET).index(scratch);
    out.octets(Opcodes.LOCAL_GET).index(scratch);
    out.octets(single ? Opcodes.F32_EQ : Opcodes.F64_EQ, Opcodes.SELECT);
  }

  private void littleEndian(long value, int size) {
    for (int i = 0; i < size; i++) {
      out.octets((int) (value >>> (8 * i)));
    }
  }
}
