package io.braid.executor.wasm.rewrite;

import io.braid.executor.wasm.rewrite.Module.Body;
import io.braid.executor.wasm.rewrite.Module.Signature;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a function costs, found in one pass over its instructions.
 *
 * <p>Fuel is charged at two kinds of places: the function's entry and each loop's head. A charge
 * pays for every instruction that can run at most once before the next charge: an instruction
 * belongs to the innermost loop around it, or to the function. So what runs is always paid for in
 * advance.
 */
final class FunctionShape {
  private static final int CALL_FUEL = 10;
  private static final int GROW_FUEL = 10_000;

  /** Stack units of every active function, for return address, saved registers and the like. */
  private static final int FRAME_UNITS = 32;

  /** A compiler that spills may need a slot for each value computed: 8 bytes, half a unit. */
  private static final int INSTRUCTIONS_PER_UNIT = 2;

  /** Functions from this size on may be too large for an engine to compile well, or at all. */
  private static final int SLOW_FROM_INSTRUCTIONS = 8_000;

  private static final long SLOW_FACTOR = 32;

  /** Engines may take time in proportion to the square of a function's loops. */
  private static final int MAX_LOOPS = 4_000;

  private static final class Frame {
    final int height;
    final int results;
    final int charge;
    boolean mayElse;

    Frame(int height, int results, int charge, boolean mayElse) {
      this.height = height;
      this.results = results;
      this.charge = charge;
      this.mayElse = mayElse;
    }
  }

  private final Module module;
  private final List<Long> charges = new ArrayList<>();
  private final Deque<Frame> frames = new ArrayDeque<>();
  private final long locals;
  private int height;
  private int maxHeight;
  private int instructions;
  private boolean singleNan;
  private boolean doubleNan;

  private FunctionShape(Module module, long locals) {
    this.module = module;
    this.locals = locals;
  }

  static FunctionShape of(Module module, Signature signature, Body body) throws MalformedModule {
    FunctionShape shape = new FunctionShape(module, signature.parameters() + body.locals());
    shape.charges.add(0L);
    shape.frames.push(new Frame(0, signature.results(), 0, false));
    Input in = body.instructions();
    Input again = new Input(in.array(), in.position(), in.end());
    while (!shape.frames.isEmpty()) {
      shape.step(again);
    }
    again.expectEnd("a function's body");
    return shape;
  }

  /** The fuel of each charge: the entry's first, then the loops' in the order of their heads. */
  List<Long> charges() {
    if (instructions < SLOW_FROM_INSTRUCTIONS) {
      return charges;
    }
    return charges.stream().map(fuel -> fuel * SLOW_FACTOR).toList();
  }

  /**
   * A bound on the room that an activation takes, in units of 16 bytes: a unit for each parameter,
   * local and operand, and allowances for the frame and for a compiler's spilling.
   */
  int stackUnits() {
    return (int) locals + maxHeight + FRAME_UNITS + instructions / INSTRUCTIONS_PER_UNIT;
  }

  boolean makesSingleNan() {
    return singleNan;
  }

  boolean makesDoubleNan() {
    return doubleNan;
  }

  private void charge(long fuel) {
    int charge = frames.element().charge;
    charges.set(charge, charges.get(charge) + fuel);
  }

  private void step(Input in) throws MalformedModule {
    int opcode = in.octet();
    instructions++;
    charge(opcode == Opcodes.MEMORY_GROW ? GROW_FUEL : 1);
    switch (opcode) {
      case Opcodes.BLOCK -> open(in, frames.element().charge, false);
      case Opcodes.LOOP -> {
        if (charges.size() > MAX_LOOPS) {
          throw new MalformedModule("expected at most " + MAX_LOOPS + " loops in a function");
        }
        charges.add(0L);
        open(in, charges.size() - 1, false);
      }
      case Opcodes.IF -> {
        change(-1);
        open(in, frames.element().charge, true);
      }
      case Opcodes.ELSE -> otherwise(in);
      case Opcodes.END -> {
        Frame closed = frames.pop();
        height = closed.height;
        change(closed.results);
      }
      case Opcodes.BR -> {
        label(in.index());
        height = frames.element().height;
      }
      case Opcodes.BR_IF -> {
        label(in.index());
        change(-1);
      }
      case Opcodes.BR_TABLE -> {
        for (int left = in.count("labels", Integer.MAX_VALUE); left >= 0; left--) {
          label(in.index());
          charge(1);
        }
        height = frames.element().height;
      }
      case Opcodes.RETURN, Opcodes.UNREACHABLE -> height = frames.element().height;
      case Opcodes.CALL -> call(module.signatureOf(in.index()), 0);
      case Opcodes.CALL_INDIRECT -> {
        call(module.type(in.index()), 1);
        expectZero(in);
      }
      default -> plain(opcode, in);
    }
  }

  private void open(Input in, int charge, boolean mayElse) throws MalformedModule {
    int type = in.octet();
    if (type != Opcodes.EMPTY_BLOCK && !Opcodes.isValueType(type)) {
      throw new MalformedModule(
          "expected a block with at most one result at " + (in.position() - 1));
    }
    frames.push(new Frame(height, type == Opcodes.EMPTY_BLOCK ? 0 : 1, charge, mayElse));
  }

  private void otherwise(Input in) throws MalformedModule {
    Frame frame = frames.element();
    if (!frame.mayElse) {
      throw new MalformedModule("expected an else inside an if at " + (in.position() - 1));
    }
    frame.mayElse = false;
    height = frame.height;
  }

  /**
   * Checks a label: the block around the whole body, which instrumentation adds, must stay hidden.
   */
  private void label(int depth) throws MalformedModule {
    if (depth >= frames.size()) {
      throw new MalformedModule("expected a label below " + frames.size() + ", found " + depth);
    }
  }

  private void call(Signature signature, int extraOperands) {
    charge(CALL_FUEL);
    change(-extraOperands - signature.parameters());
    change(signature.results());
  }

  private static void expectZero(Input in) throws MalformedModule {
    if (in.octet() != 0) {
      throw new MalformedModule("expected table and memory 0 at " + (in.position() - 1));
    }
  }

  private void plain(int opcode, Input in) throws MalformedModule {
    if (opcode == Opcodes.SATURATING) {
      int sub = in.index();
      if (sub > 7) {
        throw new MalformedModule("expected no bulk memory instruction, found 0xfc " + sub);
      }
      return;
    }
    change(Opcodes.heightChange(opcode));
    singleNan |= Opcodes.nanResult(opcode) == Opcodes.F32;
    doubleNan |= Opcodes.nanResult(opcode) == Opcodes.F64;
    if (Opcodes.accessesMemory(opcode)) {
      in.unsigned();
      in.unsigned();
      return;
    }
    switch (opcode) {
      case Opcodes.LOCAL_GET, Opcodes.LOCAL_SET, Opcodes.LOCAL_TEE -> below(in, locals, "local");
      case Opcodes.GLOBAL_GET, Opcodes.GLOBAL_SET -> below(in, module.globals.size(), "global");
      case Opcodes.MEMORY_SIZE, Opcodes.MEMORY_GROW -> expectZero(in);
      case Opcodes.I32_CONST -> in.skipSigned(5);
      case Opcodes.I64_CONST -> in.skipSigned(10);
      case Opcodes.F32_CONST -> in.skip(4);
      case Opcodes.F64_CONST -> in.skip(8);
      default -> {
        // no immediate
      }
    }
  }

  private static void below(Input in, long bound, String what) throws MalformedModule {
    int index = in.index();
    if (index >= bound) {
      throw new MalformedModule("expected a " + what + " below " + bound + ", found " + index);
    }
  }

  private void change(int by) {
    height = Math.max(height + by, frames.isEmpty() ? 0 : frames.element().height);
    maxHeight = Math.max(maxHeight, height);
  }
}
