package io.braid.rpc.protocol;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;

/** All methods by name. Nothing else can be called. */
public final class MethodTable {
  private final TreeMap<String, Method> methods = new TreeMap<>();

  /**
   * @throws IllegalArgumentException when two have one name
   */
  public MethodTable(Collection<Method> methods) {
    methods.forEach(this::add);
    add(Method.of("rpc_methods", (arguments, session) -> Answer.of(list(session.trusted()))));
  }

  private void add(Method method) {
    if (methods.put(method.name(), method) != null) {
      throw new IllegalArgumentException("expected one method " + method.name() + ", found two");
    }
  }

  /** A method and the other names that it has. */
  public static List<Method> withAliases(Method method, String... aliases) {
    List<Method> all = new ArrayList<>(List.of(method));
    for (String alias : aliases) {
      all.add(method.called(alias));
    }
    return all;
  }

  Optional<Method> find(String name) {
    return Optional.ofNullable(methods.get(name));
  }

  private tools.jackson.databind.JsonNode list(boolean trusted) {
    ArrayNode names = Json.array();
    for (Method method : methods.values()) {
      if (trusted || !method.unsafe()) {
        names.add(method.name());
      }
    }
    return Json.object().set("methods", names);
  }

  /** The method whose name takes the fewest single-character changes to reach. */
  String nearest(String name) {
    String wanted = RpcError.shortened(name);
    String best = "rpc_methods";
    int least = Integer.MAX_VALUE;
    for (String known : methods.keySet()) {
      int distance = distance(wanted, known);
      if (distance < least) {
        least = distance;
        best = known;
      }
    }
    return best;
  }

  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
