package io.braid.wasm.weave;

import java.util.Arrays;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;

/** Calls to the classes that are woven in. */
final class Support {
  static final String PACKAGE = "io.braid.wasm.support.";

  private Support() {}

  /** TeaVM's own collector must not call Java that allocates; the support must not call itself. */
  static boolean isUntouchable(String className) {
    return className.startsWith("org.teavm.") || className.startsWith(PACKAGE);
  }

  /** A call of a static method; {@code signature} ends with the result type. */
  static InvokeInstruction call(
      String className, String method, ValueType[] signature, Variable... arguments) {
    InvokeInstruction call = new InvokeInstruction();
    call.setType(InvocationType.SPECIAL);
    call.setMethod(new MethodReference(PACKAGE + className, method, signature));
    call.setArguments(Arrays.copyOf(arguments, arguments.length));
    return call;
  }
}
