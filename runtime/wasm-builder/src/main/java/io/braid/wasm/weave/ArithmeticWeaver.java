package io.braid.wasm.weave;

import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.ConstructMultiArrayInstruction;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NumericOperandType;

/** Gives integer division and the making of arrays Java's meaning. */
public final class ArithmeticWeaver implements ClassHolderTransformer {
  private static final String ARITHMETIC = "Arithmetic";

  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    if (Support.isUntouchable(cls.getName())) {
      return;
    }
    for (MethodHolder method : cls.getMethods()) {
      Program program = method.getProgram();
      if (program != null) {
        for (BasicBlock block : program.getBasicBlocks()) {
          weave(program, block);
        }
      }
    }
  }

  private static void weave(Program program, BasicBlock block) {
    Instruction next;
    for (Instruction at = block.getFirstInstruction(); at != null; at = next) {
      next = at.getNext();
      if (at instanceof BinaryInstruction binary && isIntegerDivision(binary)) {
        divide(binary);
      } else if (at instanceof ConstructArrayInstruction array) {
        array.setSize(checkedLength(program, array, array.getSize()));
      } else if (at instanceof ConstructMultiArrayInstruction array) {
        array.getDimensions().replaceAll(length -> checkedLength(program, array, length));
      }
    }
  }

  private static boolean isIntegerDivision(BinaryInstruction binary) {
    boolean division =
        binary.getOperation() == BinaryOperation.DIVIDE
            || binary.getOperation() == BinaryOperation.MODULO;
    return division
        && (binary.getOperandType() == NumericOperandType.INT
            || binary.getOperandType() == NumericOperandType.LONG);
  }

  private static void divide(BinaryInstruction binary) {
    ValueType type =
        binary.getOperandType() == NumericOperandType.LONG ? ValueType.LONG : ValueType.INTEGER;
    String method = binary.getOperation() == BinaryOperation.DIVIDE ? "divide" : "remainder";
    InvokeInstruction call =
        Support.call(
            ARITHMETIC,
            method,
            new ValueType[] {type, type, type},
            binary.getFirstOperand(),
            binary.getSecondOperand());
    call.setReceiver(binary.getReceiver());
    call.setLocation(binary.getLocation());
    binary.replace(call);
  }

  private static Variable checkedLength(Program program, Instruction before, Variable length) {
    Variable checked = program.createVariable();
    InvokeInstruction call =
        Support.call(
            ARITHMETIC,
            "arrayLength",
            new ValueType[] {ValueType.INTEGER, ValueType.INTEGER},
            length);
    call.setReceiver(checked);
    call.setLocation(before.getLocation());
    before.insertPrevious(call);
    return checked;
  }
}
