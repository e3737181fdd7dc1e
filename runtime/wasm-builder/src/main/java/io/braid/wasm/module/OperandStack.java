package io.braid.wasm.module;

import static io.braid.wasm.module.Op.*;

import java.util.ArrayDeque;
import java.util.function.IntFunction;

/**
 * Follows how many values the current block holds while a function's instructions pass by; no types
 * (WebAssembly 1.0, appendix "validation algorithm", of which this is the part that counts).
 */
final class OperandStack {
  private static final int I64_EQZ = 0x50;
  private static final int LOCAL_TEE = 0x22;

  /** A block that is open: the values below it, whether it leaves one. */
  private record Block(int below, boolean leavesValue) {}

  private final IntFunction<FunctionType> functions;
  private final IntFunction<FunctionType> types;
  private final ArrayDeque<Block> open = new ArrayDeque<>();
  private int height;
  private boolean reachable = true;

  /**
   * @param functions types of functions by position
   * @param types types by position
   */
  OperandStack(IntFunction<FunctionType> functions, IntFunction<FunctionType> types) {
    this.functions = functions;
    this.types = types;
  }

  /** Whether code gets here without a value that this block has made. */
  boolean reachedWithoutValue() {
    return reachable && height == (open.isEmpty() ? 0 : open.peek().below());
  }

  /** Takes note of one instruction. */
  void pass(Cursor in) {
    int op = in.u8();
    switch (op) {
      case UNREACHABLE, BR, BR_TABLE, RETURN -> reachable = false;
      case BLOCK, LOOP -> open.push(new Block(height, in.u8() != VOID));
      case IF -> {
        height--;
        open.push(new Block(height, in.u8() != VOID));
      }
      case ELSE -> leave(open.element().below());
      case END -> {
        if (!open.isEmpty()) {
          Block block = open.pop();
          leave(block.below() + (block.leavesValue() ? 1 : 0));
        }
      }
      case CALL -> call(functions.apply(in.u32()));
      case CALL_INDIRECT -> {
        height--;
        call(types.apply(in.u32()));
      }
      case PREFIX_FC -> height -= in.u32() >= FC_MEMORY_COPY ? 3 : 0;
      default -> height += effect(op);
    }
  }

  private void leave(int newHeight) {
    height = newHeight;
    reachable = true;
  }

  private void call(FunctionType type) {
    height += type.results().size() - type.parameters().size();
  }

  private static int effect(int op) {
    return switch (op) {
      case DROP, BR_IF, LOCAL_SET, GLOBAL_SET -> -1;
      case SELECT -> -2;
      case LOCAL_GET, GLOBAL_GET, MEMORY_SIZE, I32_CONST, I64_CONST, F32_CONST, F64_CONST -> 1;
      case LOCAL_TEE, MEMORY_GROW, I32_EQZ, I64_EQZ -> 0;
      default -> {
        if (op >= FIRST_STORE && op <= LAST_MEMORY_ACCESS) {
          yield -2;
        }
        yield isBinary(op) ? -1 : 0;
      }
    };
  }

  private static boolean isBinary(int op) {
    boolean comparison = op > I32_EQZ && op <= F64_GE;
    boolean integer32 = op >= I32_ADD && op <= 0x78;
    boolean integer64 = op >= 0x7c && op <= 0x8a;
    boolean float32 = op >= 0x92 && op <= 0x98;
    boolean float64 = op >= 0xa0 && op <= 0xa6;
    return comparison || integer32 || integer64 || float32 || float64;
  }
}
