package io.braid.wasm.weave;

import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.instructions.ExitInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * Mends the iterator of TeaVM's {@code TreeMap}: after {@code remove} it forgets the end of a head,
 * tail or sub map, so that clearing such a view would empty the map behind it.
 */
public final class TreeMapWeaver implements ClassHolderTransformer {
  private static final String ITERATOR = "java.util.TreeMap$EntryIterator";
  private static final MethodDescriptor CHECK = new MethodDescriptor("checkFinished", void.class);

  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    if (!cls.getName().equals(ITERATOR)) {
      return;
    }
    MethodHolder remove = cls.getMethod(new MethodDescriptor("remove", void.class));
    if (remove == null || cls.getMethod(CHECK) == null) {
      throw new IllegalStateException(
          "expected " + ITERATOR + " as TeaVM 0.13.1 has it, found another");
    }
    for (BasicBlock block : remove.getProgram().getBasicBlocks()) {
      Instruction last = block.getLastInstruction();
      if (last instanceof ExitInstruction) {
        InvokeInstruction check = new InvokeInstruction();
        check.setType(InvocationType.SPECIAL);
        check.setInstance(remove.getProgram().variableAt(0));
        check.setMethod(new MethodReference(ITERATOR, CHECK));
        check.setLocation(last.getLocation());
        last.insertPrevious(check);
      }
    }
  }
}
