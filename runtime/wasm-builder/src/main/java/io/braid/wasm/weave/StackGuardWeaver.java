package io.braid.wasm.weave;

import org.teavm.interop.Address;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.Program;
import org.teavm.model.ValueType;

/** Puts a check of the bound before every growth of TeaVM's stack of references. */
public final class StackGuardWeaver implements ClassHolderTransformer {
  private static final String RUNTIME = "org.teavm.backend.wasm.WasmRuntime";

  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    if (!cls.getName().equals(RUNTIME)) {
      return;
    }
    MethodHolder allocate =
        cls.getMethod(new MethodDescriptor("allocStack", int.class, Address.class));
    if (allocate == null || allocate.getProgram() == null) {
      throw new IllegalStateException(
          "expected " + RUNTIME + ".allocStack as TeaVM 0.13.1 has it, found none");
    }
    Program program = allocate.getProgram();
    program
        .basicBlockAt(0)
        .addFirst(
            Support.call(
                "StackGuard",
                "check",
                new ValueType[] {ValueType.INTEGER, ValueType.VOID},
                program.variableAt(1)));
  }
}
