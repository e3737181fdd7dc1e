package io.braid.simulation;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How many elements each collection of a node has: all that are reachable from it, by the field
 * that holds them. Without what is on its disk, and without the world around it.
 */
final class Sizes {
  /** What no collection of a node may exceed in a small network, unless {@link #BOUNDS} says so. */
  static final int BOUND = 1_024;

  /** By the field: a bound of its own, which the class itself states. */
  private static final Map<String, Integer> BOUNDS = Map.of("Disputes.disputes", 2_048);

  /** Not a node's own, or as large as the chain's state is. */
  private static final List<String> OUTSIDE =
      List.of(
          "io.braid.simulation.",
          "io.braid.executor.",
          "io.braid.trie.",
          "io.braid.primitives.",
          "io.braid.crypto.",
          "io.braid.frame.",
          "io.braid.pallets.",
          "io.braid.chains.",
          "io.braid.consensus.chain.MemoryDatabase");

  private static final int MAX_OBJECTS = 500_000;

  private record Held(String by, Object object) {}

  private final TreeMap<String, Integer> largest = new TreeMap<>();
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Held> waiting = new ArrayDeque<>();

  private Sizes() {}

  /** The largest collection of each field that holds some, by {@code Class.field}. */
  static SortedMap<String, Integer> of(Object node) {
    Sizes sizes = new Sizes();
    sizes.add("", node);
    while (!sizes.waiting.isEmpty() && sizes.seen.size() < MAX_OBJECTS) {
      sizes.look(sizes.waiting.poll());
    }
    return sizes.largest;
  }

  /** What is larger than it may be. */
  static List<String> excessive(Object node) {
    return of(node).entrySet().stream()
        .filter(each -> each.getValue() > BOUNDS.getOrDefault(each.getKey(), BOUND))
        .map(each ->
            each.getKey()
                + " has "
                + each.getValue()
                + " elements, more than "
                + BOUNDS.getOrDefault(each.getKey(), BOUND))
        .toList();
  }

  private void add(String by, Object object) {
    if (seen.add(object)) {
      waiting.add(new Held(by, object));
    }
  }

  private void look(Held held) {
    switch (held.object()) {
      case Map<?, ?> map -> {
        largest.merge(held.by(), map.size(), Math::max);
        map.forEach((key, value) -> {
          add(held.by(), key);
          add(held.by(), value);
        });
      }
      case Collection<?> collection -> {
        largest.merge(held.by(), collection.size(), Math::max);
        collection.forEach(element -> add(held.by(), element));
      }
      case Optional<?> optional -> optional.ifPresent(value -> add(held.by(), value));
      default -> fields(held.object());
    }
  }

  private void fields(Object object) {
    Class<?> type = object.getClass();
    if (!type.getName().startsWith("io.braid.")
        || OUTSIDE.stream().anyMatch(type.getName()::startsWith)) {
      return;
    }
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
        field.setAccessible(true);
        try {
          Optional.ofNullable(field.get(object))
              .ifPresent(value -> add(type.getSimpleName() + "." + field.getName(), value));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("expected to read " + field, e);
        }
      }
    }
  }
}
