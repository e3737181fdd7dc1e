package io.braid.wasm.weave;

import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.NullCheckInstruction;

/**
 * Checks the object of every virtual call for null. TeaVM checks too, but only after it has inlined
 * methods; a method that does not look into its object then runs happily on null.
 */
public final class NullCheckWeaver implements ClassHolderTransformer {
  /** Where an instance method finds {@code this}. */
  private static final int THIS = 0;

  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    if (cls.getName().startsWith("org.teavm.")) {
      return;
    }
    for (MethodHolder method : cls.getMethods()) {
      if (method.getProgram() != null) {
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
          weave(method.getProgram(), block);
        }
      }
    }
  }

  private static void weave(Program program, BasicBlock block) {
    for (Instruction at = block.getFirstInstruction(); at != null; at = at.getNext()) {
      if (at instanceof InvokeInstruction call
          && call.getType() == InvocationType.VIRTUAL
          && call.getInstance().getIndex() != THIS) {
        Variable checked = program.createVariable();
        NullCheckInstruction check = new NullCheckInstruction();
        check.setValue(call.getInstance());
        check.setReceiver(checked);
        check.setLocation(call.getLocation());
        call.insertPrevious(check);
        call.setInstance(checked);
      }
    }
  }
}
