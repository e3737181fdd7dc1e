package io.braid.wasm.weave;

import java.util.Map;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * Sends calls of static JDK methods elsewhere whose bodies cannot be replaced, since TeaVM writes
 * instructions for them: unsigned division, which traps on zero, and the copying of arrays.
 */
public final class CallWeaver implements ClassHolderTransformer {
  /** Class and method of the support package by class and method of the JDK. */
  private static final Map<String, String[]> REPLACEMENTS =
      Map.of(
          "java.lang.Integer.divideUnsigned", new String[] {"Arithmetic", "divideUnsigned"},
          "java.lang.Integer.remainderUnsigned", new String[] {"Arithmetic", "remainderUnsigned"},
          "java.lang.Long.divideUnsigned", new String[] {"Arithmetic", "divideUnsigned"},
          "java.lang.Long.remainderUnsigned", new String[] {"Arithmetic", "remainderUnsigned"},
          "java.lang.System.arraycopy", new String[] {"ArrayCopy", "copy"});

  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    // The class library copies arrays of the right type, and is faster for it.
    if (Support.isUntouchable(cls.getName()) || cls.getName().startsWith("java.")) {
      return;
    }
    for (MethodHolder method : cls.getMethods()) {
      if (method.getProgram() != null) {
        for (BasicBlock block : method.getProgram().getBasicBlocks()) {
          weave(block);
        }
      }
    }
  }

  private static void weave(BasicBlock block) {
    for (Instruction at = block.getFirstInstruction(); at != null; at = at.getNext()) {
      if (at instanceof InvokeInstruction call && call.getInstance() == null) {
        MethodReference method = call.getMethod();
        String[] replacement = REPLACEMENTS.get(method.getClassName() + "." + method.getName());
        if (replacement != null) {
          call.setMethod(
              new MethodReference(
                  Support.PACKAGE + replacement[0], replacement[1], method.getSignature()));
        }
      }
    }
  }
}
