package io.braid.wasm.weave;

import java.util.Arrays;
import java.util.Map;
import org.teavm.model.AccessLevel;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ClassReader;
import org.teavm.model.ElementModifier;
import org.teavm.model.MethodDescriptor;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReader;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;

/** Gives JDK classes the methods that TeaVM's class library lacks or has wrong. */
public final class JdkMethodsWeaver implements ClassHolderTransformer {
  private static final Map<String, String> STATIC_METHODS =
      Map.of(
          "java.lang.Math", "MathMethods",
          "java.lang.Integer", "IntegerMethods",
          "java.lang.Long", "LongMethods",
          "java.util.Arrays", "ArraysMethods");

  private static final Map<String, String> INSTANCE_METHODS =
      Map.of(
          "java.io.ByteArrayOutputStream", "ByteArrayOutputStreamMethods",
          "java.lang.Enum", "EnumMethods",
          "java.lang.String", "StringMethods",
          "java.math.BigInteger", "BigIntegerMethods",
          "java.util.Optional", "OptionalMethods",
          "java.util.OptionalInt", "OptionalIntMethods",
          "java.util.OptionalLong", "OptionalLongMethods");

  @Override
  public void transformClass(ClassHolder cls, ClassHolderTransformerContext context) {
    String statics = STATIC_METHODS.get(cls.getName());
    if (statics != null) {
      for (MethodReader body : methods(statics, context)) {
        add(cls, body, false, context);
      }
    }
    String instances = INSTANCE_METHODS.get(cls.getName());
    if (instances != null) {
      for (MethodReader body : methods(instances, context)) {
        add(cls, body, true, context);
      }
    }
  }

  private static Iterable<? extends MethodReader> methods(
      String supportClass, ClassHolderTransformerContext context) {
    ClassReader reader =
        context.getHierarchy().getClassSource().get(Support.PACKAGE + supportClass);
    if (reader == null) {
      throw new IllegalStateException(
          "expected braid-wasm-host on the class path, found no " + Support.PACKAGE + supportClass);
    }
    return reader.getMethods().stream()
        .filter(method -> method.getLevel() == AccessLevel.PUBLIC)
        .filter(method -> method.hasModifier(ElementModifier.STATIC))
        .toList();
  }

  private static void add(
      ClassHolder cls, MethodReader body, boolean instance, ClassHolderTransformerContext context) {
    ValueType[] signature = body.getDescriptor().getSignature();
    MethodDescriptor descriptor =
        new MethodDescriptor(
            body.getName(),
            instance ? Arrays.copyOfRange(signature, 1, signature.length) : signature);
    MethodHolder wrong = cls.getMethod(descriptor);
    if (wrong != null) {
      cls.removeMethod(wrong);
    }
    MethodHolder method = new MethodHolder(descriptor);
    method.setLevel(AccessLevel.PUBLIC);
    if (!instance) {
      method.getModifiers().add(ElementModifier.STATIC);
    }
    ProgramEmitter program = ProgramEmitter.create(method, context.getHierarchy());
    ValueEmitter[] arguments = new ValueEmitter[body.parameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      // Variable 0 is the instance, also where there is none.
      arguments[i] = program.var(instance ? i : i + 1, body.parameterType(i));
    }
    ValueEmitter result =
        program.invoke(body.getOwnerName(), body.getName(), body.getResultType(), arguments);
    if (body.getResultType() == ValueType.VOID) {
      program.exit();
    } else {
      result.returnValue();
    }
    cls.addMethod(method);
  }
}
