package io.braid.wasm.weave;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * Sends reads and writes of byte arrays through a {@link VarHandle} to plain methods. Only
 * little-endian views of ints and longs exist; another one fails when it is made.
 */
public final class ByteViewWeaver implements ClassHolderTransformer {
  private static final String VIEWS = Support.PACKAGE + "LittleEndian";

  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
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
      if (at instanceof InvokeInstruction call) {
        MethodReference method = call.getMethod();
        if (method.getClassName().equals(MethodHandles.class.getName())
            && method.getName().equals("byteArrayViewVarHandle")) {
          call.setMethod(new MethodReference(VIEWS, method.getName(), method.getSignature()));
        } else if (method.getClassName().equals(VarHandle.class.getName())) {
          call.setType(InvocationType.SPECIAL);
          call.setInstance(null);
          call.setMethod(new MethodReference(VIEWS, name(method), method.getSignature()));
        }
      }
    }
  }

  /** Java cannot tell methods apart by their result, so reads are named by it. */
  private static String name(MethodReference method) {
    if (!method.getName().equals("get")) {
      return method.getName();
    }
    return method.getReturnType() == ValueType.LONG ? "getLong" : "getInt";
  }
}
