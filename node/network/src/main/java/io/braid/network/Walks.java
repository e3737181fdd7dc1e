package io.braid.network;

import io.braid.network.connection.RequestProtocol;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.kademlia.KademliaMessage;
import io.braid.network.kademlia.Walk;
import io.braid.primitives.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Walks towards keys that are under way, and their questions. Belongs to the network's thread. */
final class Walks {
  /** At a time; the others wait. */
  static final int MAX_RUNNING = 8;

  /** One more ends at once, with nothing. */
  static final int MAX_WAITING = 256;

  private record Running(
      Walk walk,
      Bytes question,
      Predicate<KademliaMessage> enough,
      Consumer<List<KademliaMessage.Peer>> then) {}

  private final PeerIdentity self;
  private final Contacts contacts;
  private final Discovery discovery;
  private final RequestProtocol kademlia;
  private final List<Running> running = new ArrayList<>();
  private final Deque<Running> waiting = new ArrayDeque<>();

  Walks(PeerIdentity self, Contacts contacts, Discovery discovery, RequestProtocol kademlia) {
    this.self = self;
    this.contacts = contacts;
    this.discovery = discovery;
    this.kademlia = kademlia;
  }

  /**
   * Walks towards a key.
   *
   * @param question what each peer on the way is asked
   * @param enough looks at each answer; true ends the walk
   * @param then gets the closest peers that answered, once
   */
  void begin(
      Bytes key,
      KademliaMessage question,
      Predicate<KademliaMessage> enough,
      Consumer<List<KademliaMessage.Peer>> then,
      long nowMillis) {
    Running begun =
        new Running(new Walk(self, key, discovery.closest(key)), question.encode(), enough, then);
    if (running.size() < MAX_RUNNING) {
      running.add(begun);
      go(begun, nowMillis);
    } else if (waiting.size() < MAX_WAITING) {
      waiting.add(begun);
    } else {
      then.accept(List.of());
    }
  }

  /** Time has passed: who is silent is no longer waited for. */
  void tick(long nowMillis) {
    List.copyOf(running).forEach(each -> go(each, nowMillis));
  }

  private void go(Running at, long now) {
    List<KademliaMessage.Peer> due = at.walk.due(now);
    while (running.contains(at) && !due.isEmpty()) {
      due.forEach(peer -> contacts.with(peer, session -> ask(at, peer.id(), session)));
      due = at.walk.due(now);
    }
    if (running.contains(at) && at.walk.isOver()) {
      end(at, now);
    }
  }

  private void ask(Running at, PeerIdentity peer, Optional<Session> session) {
    if (session.isEmpty()) {
      at.walk.failed(peer);
    } else {
      session.get().ask(kademlia, at.question, answer -> onAnswer(at, peer, answer));
    }
  }

  private void onAnswer(Running at, PeerIdentity peer, Optional<Bytes> answer) {
    Optional<KademliaMessage> message = answer.flatMap(bytes -> discovery.onAnswer(peer, bytes));
    long now = Swarm.now();
    if (message.isEmpty()) {
      at.walk.failed(peer);
    } else {
      at.walk.answered(peer, message.get().closer());
      if (running.contains(at) && at.enough.test(message.get())) {
        end(at, now);
      }
    }
    if (running.contains(at)) {
      go(at, now);
    }
  }

  private void end(Running at, long now) {
    running.remove(at);
    Running next = waiting.poll();
    if (next != null) {
      running.add(next);
    }
    at.then.accept(at.walk.closest());
    if (next != null) {
      go(next, now);
    }
  }
}
