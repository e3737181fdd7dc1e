package io.braid.wasm.weave;

import org.teavm.model.BasicBlock;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;

/**
 * Makes {@code new String(bytes, charset)} decode as the JDK does: TeaVM replaces malformed bytes
 * otherwise, and bytes may come from anywhere.
 */
public final class Utf8Weaver implements ClassHolderTransformer {
  private static final String STRING = "java.lang.String";
  private static final ValueType CHARSET = ValueType.object("java.nio.charset.Charset");
  private static final ValueType BYTES = ValueType.arrayOf(ValueType.BYTE);
  private static final ValueType CHARS = ValueType.arrayOf(ValueType.CHARACTER);
  private static final MethodReference FROM_BYTES =
      new MethodReference(STRING, "<init>", BYTES, CHARSET, ValueType.VOID);

  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    if (cls.getName().equals(STRING)) {
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
          && call.getType() == InvocationType.SPECIAL
          && call.getMethod().equals(FROM_BYTES)) {
        Variable chars = program.createVariable();
        InvokeInstruction decode =
            Support.call(
                "Text",
                "decode",
                new ValueType[] {BYTES, CHARSET, CHARS},
                call.getArguments().get(0),
                call.getArguments().get(1));
        decode.setReceiver(chars);
        decode.setLocation(call.getLocation());
        call.insertPrevious(decode);
        call.setMethod(new MethodReference(STRING, "<init>", CHARS, ValueType.VOID));
        call.setArguments(chars);
      }
    }
  }
}
