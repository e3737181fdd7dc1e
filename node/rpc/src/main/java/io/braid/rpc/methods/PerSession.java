package io.braid.rpc.methods;

import io.braid.rpc.protocol.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What clients have under way, by connection and by the id that the client was given. Whoever adds
 * an entry removes it when its subscription ends. Safe for use by several threads.
 */
final class PerSession<T> {
  private final Map<Session, Map<String, T>> all = new HashMap<>();

  synchronized int count(Session session) {
    return all.getOrDefault(session, Map.of()).size();
  }

  synchronized void add(Session session, String id, T entry) {
    all.computeIfAbsent(session, key -> new HashMap<>()).put(id, entry);
  }

  synchronized void remove(Session session, String id) {
    Map<String, T> ofSession = all.getOrDefault(session, new HashMap<>());
    ofSession.remove(id);
    if (ofSession.isEmpty()) {
      all.remove(session);
    }
  }

  synchronized Optional<T> find(Session session, String id) {
    return Optional.ofNullable(all.getOrDefault(session, Map.of()).get(id));
  }
}
