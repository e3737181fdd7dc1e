package io.braid.simulation.planted;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;

/** Puts bugs into the classes of this process, until it is closed: then they are as built. */
final class Planting implements AutoCloseable {
  private static final Instrumentation INSTRUMENTATION = ByteBuddyAgent.install();

  private final Map<Class<?>, byte[]> built = new LinkedHashMap<>();

  Planting(PlantedBug bug) {
    try {
      Map<Class<?>, DynamicType.Builder<?>> changed = new LinkedHashMap<>();
      for (PlantedBug.Break each : bug.breaks()) {
        Class<?> type = Class.forName("io.braid." + each.type());
        long methods =
            Stream.of(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(each.method()))
                .count();
        if (methods == 0) {
          throw new AssertionError("expected a method " + each.method() + " in " + type);
        }
        changed.put(
            type,
            changed
                .getOrDefault(type, new ByteBuddy().redefine(type))
                .visit(Advice.to(each.how()).on(named(each.method()))));
      }
      for (Map.Entry<Class<?>, DynamicType.Builder<?>> each : changed.entrySet()) {
        Class<?> type = each.getKey();
        byte[] before = ClassFileLocator.ForClassLoader.read(type);
        INSTRUMENTATION.redefineClasses(
            new ClassDefinition(type, each.getValue().make().getBytes()));
        built.put(type, before);
      }
    } catch (ReflectiveOperationException | UnmodifiableClassException e) {
      throw new AssertionError("the bug cannot be planted: " + bug.name(), e);
    }
  }

  @Override
  public void close() {
    built.forEach((type, bytes) -> {
      try {
        INSTRUMENTATION.redefineClasses(new ClassDefinition(type, bytes));
      } catch (ReflectiveOperationException | UnmodifiableClassException e) {
        throw new AssertionError("expected to mend " + type, e);
      }
    });
  }
}
