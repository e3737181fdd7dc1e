package io.braid.wasm.module;

import static io.braid.wasm.module.Op.*;

import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * Copies a function's instructions, changing those that name functions, that came after WebAssembly
 * 1.0, or that would move the end of memory.
 *
 * @param functions new positions of functions by their old ones
 * @param lowered the functions that replace later instructions
 * @param types of what is called, by old positions
 */
record BodyRewriter(IntUnaryOperator functions, LoweredFunctions lowered, Types types) {

  /**
   * @param functions types of functions by position
   * @param types types by position
   */
  record Types(IntFunction<FunctionType> functions, IntFunction<FunctionType> types) {}

  byte[] rewrite(byte[] body, FunctionType type) {
    Cursor in = new Cursor(body);
    Sink out = new Sink();
    for (int groups = in.u32(); groups > 0; groups--) {
      in.skipNumber();
      in.u8();
    }
    out.raw(in.since(0));
    OperandStack operands = new OperandStack(types.functions(), types.types());
    while (!in.atEnd()) {
      int start = in.position();
      instruction(in, out, !type.results().isEmpty() && operands.reachedWithoutValue());
      operands.pass(new Cursor(in.since(start)));
    }
    return out.toArray();
  }

  /**
   * @param resultMissing whether a return from here would be invalid. TeaVM writes such returns
   *     behind endless loops, where nothing gets to
   */
  private void instruction(Cursor in, Sink out, boolean resultMissing) {
    int start = in.position();
    int op = in.u8();
    switch (op) {
      case CALL -> out.op(CALL).u32(functions.applyAsInt(in.u32()));
      case MEMORY_GROW -> {
        // All memory is there from the start, and what follows it belongs to the host.
        in.u8();
        out.op(DROP, I32_CONST, 0);
      }
      case PREFIX_FC -> later(in, out);
      case END -> {
        if (resultMissing && in.atEnd()) {
          out.op(UNREACHABLE);
        }
        out.op(END);
      }
      case RETURN -> {
        if (resultMissing) {
          out.op(UNREACHABLE);
        }
        out.op(RETURN);
      }
      default -> {
        skipOperands(op, in);
        out.raw(in.since(start));
      }
    }
  }

  private void later(Cursor in, Sink out) {
    int op = in.u32();
    switch (op) {
      case FC_MEMORY_COPY -> {
        in.skip(2);
        out.op(CALL).u32(lowered.memoryCopy());
      }
      case FC_MEMORY_FILL -> {
        in.skip(1);
        out.op(CALL).u32(lowered.memoryFill());
      }
      default -> out.op(CALL).u32(lowered.saturating(op));
    }
  }

  private static void skipOperands(int op, Cursor in) {
    switch (op) {
      case BLOCK, LOOP, IF -> blockType(in);
      case BR, BR_IF -> in.u32();
      case BR_TABLE -> {
        for (int targets = in.u32(); targets >= 0; targets--) {
          in.u32();
        }
      }
      case CALL_INDIRECT -> {
        in.u32();
        in.u32();
      }
      case MEMORY_SIZE -> in.u8();
      case I32_CONST, I64_CONST -> in.skipNumber();
      case F32_CONST -> in.skip(4);
      case F64_CONST -> in.skip(8);
      default -> {
        if (op >= LOCAL_GET && op <= GLOBAL_SET) {
          in.u32();
        } else if (op >= FIRST_MEMORY_ACCESS && op <= LAST_MEMORY_ACCESS) {
          in.u32();
          in.u32();
        } else if (!hasNoOperands(op)) {
          throw new MalformedModuleException(
              "expected instructions of WebAssembly 1.0, found 0x" + Integer.toHexString(op));
        }
      }
    }
  }

  private static boolean hasNoOperands(int op) {
    return op <= 0x01
        || op == ELSE
        || op == END
        || op == RETURN
        || op == DROP
        || op == SELECT
        || (op >= FIRST_NUMERIC && op <= LAST_NUMERIC);
  }

  private static void blockType(Cursor in) {
    int type = in.u8();
    if (type != VOID && (type < F64 || type > I32)) {
      throw new MalformedModuleException(
          "expected a block with at most one result, found type 0x" + Integer.toHexString(type));
    }
  }
}
