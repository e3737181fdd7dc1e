package io.braid.network;

import io.braid.network.connection.RequestProtocol;
import io.braid.network.kademlia.KademliaMessage;
import io.braid.primitives.Bytes;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Records that peers keep for each other, and questions who else is there: Kademlia's asking side.
 * Belongs to the network's thread.
 */
final class Records {
  private final Sessions sessions;
  private final Discovery discovery;
  private final RequestProtocol kademlia;

  Records(Sessions sessions, Discovery discovery, RequestProtocol kademlia) {
    this.sessions = sessions;
    this.discovery = discovery;
    this.kademlia = kademlia;
  }

  /** Asks some peer who else is there, when it is time. */
  void explore(long nowMillis, SecureRandom random, Bytes somewhere) {
    List<Session> full = sessions.full();
    if (!full.isEmpty()) {
      Session session = full.get(random.nextInt(full.size()));
      discovery
          .due(nowMillis, somewhere)
          .ifPresent(question ->
              session.ask(
                  kademlia,
                  question,
                  answer -> answer.ifPresent(a -> discovery.onAnswer(session.identity, a))));
    }
  }

  /** Keeps a record, and gives it to the connected peers that are closest to its key. */
  void publish(KademliaMessage.Entry entry) {
    if (discovery.keep(entry, Swarm.now())) {
      Bytes request = KademliaMessage.putValue(entry).encode();
      for (Session session : closest(entry.key())) {
        session.ask(kademlia, request, answer -> {});
      }
    }
  }

  private List<Session> closest(Bytes key) {
    return discovery.closest(key).stream()
        .map(sessions::of)
        .flatMap(Optional::stream)
        .filter(session -> !session.isLight())
        .toList();
  }

  /** Asks the connected peers that are closest to a key, one after the other, for its record. */
  void find(Bytes key, Consumer<Optional<Bytes>> answer) {
    Optional<Bytes> kept = discovery.kept(key, Swarm.now());
    if (kept.isPresent()) {
      answer.accept(kept);
    } else {
      findAt(new ArrayDeque<>(closest(key)), key, answer);
    }
  }

  private void findAt(Deque<Session> peers, Bytes key, Consumer<Optional<Bytes>> answer) {
    Session next = peers.poll();
    if (next == null) {
      answer.accept(Optional.empty());
      return;
    }
    next.ask(
        kademlia,
        KademliaMessage.getValue(key).encode(),
        response -> {
          Optional<Bytes> value =
              response
                  .flatMap(bytes -> discovery.onAnswer(next.identity, bytes))
                  .flatMap(KademliaMessage::entry)
                  .filter(entry -> entry.key().equals(key))
                  .map(KademliaMessage.Entry::value);
          if (value.isPresent()) {
            answer.accept(value);
          } else {
            findAt(peers, key, answer);
          }
        });
  }
}
