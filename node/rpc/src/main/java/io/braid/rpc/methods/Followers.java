package io.braid.rpc.methods;

import io.braid.rpc.protocol.Session;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who follows the head of the chain, by connection and by the id that the client was given. An
 * entry goes with its subscription. Safe for use by several threads.
 */
final class Followers {
  private final Map<Session, Map<String, Follower>> all = new HashMap<>();

  synchronized int count(Session session) {
    return all.getOrDefault(session, Map.of()).size();
  }

  synchronized void add(Session session, String id, Follower follower) {
    all.computeIfAbsent(session, key -> new HashMap<>()).put(id, follower);
  }

  synchronized void remove(Session session, String id) {
    Map<String, Follower> ofSession = all.getOrDefault(session, new HashMap<>());
    ofSession.remove(id);
    if (ofSession.isEmpty()) {
      all.remove(session);
    }
  }

  /** One that was not stopped. */
  synchronized Optional<Follower> find(Session session, String id) {
    return Optional.ofNullable(all.getOrDefault(session, Map.of()).get(id))
        .filter(follower -> !follower.isStopped());
  }
}
