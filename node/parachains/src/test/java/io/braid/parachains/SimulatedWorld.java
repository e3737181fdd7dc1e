package io.braid.parachains;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.ports.Timers;
import io.braid.primitives.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/** Time and a network that delays and reorders messages, on one thread and from one seed. */
final class SimulatedWorld implements InstantSource {
  /** Who is at the other end of a link. */
  interface Member {
    /** A peer with which it speaks of parachains is here. */
    default void onConnected(PeerId peer) {}

    void onMessage(PeerId from, Protocol protocol, Bytes message);

    Optional<Bytes> onRequest(PeerId from, Protocol protocol, Bytes request);
  }

  private record Event(long atMillis, long order, Runnable task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return atMillis != other.atMillis
          ? Long.compare(atMillis, other.atMillis)
          : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Map<PeerId, Member> members = new LinkedHashMap<>();
  private final Map<Bytes, PeerId> authorities = new LinkedHashMap<>();
  private final List<String> reports = new ArrayList<>();
  private final Random random;
  private long nowMillis;
  private long order;
  private Wire wire = (from, protocol, message) -> {};
  private BiPredicate<Protocol, Bytes> passes = (protocol, message) -> true;

  private final Map<Protocol, List<Bytes>> sent = new LinkedHashMap<>();

  SimulatedWorld(long startMillis, long seed) {
    nowMillis = startMillis;
    random = new Random(seed);
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(nowMillis);
  }

  Random random() {
    return random;
  }

  /** What nodes reported of each other. */
  List<String> reports() {
    return reports;
  }

  /** Hears what nodes send. */
  interface Wire {
    void carries(PeerId from, Protocol protocol, Bytes message);
  }

  void tap(Wire tapped) {
    wire = tapped;
  }

  /** From now on only these notifications and requests arrive. */
  void pass(BiPredicate<Protocol, Bytes> messages) {
    passes = messages;
  }

  Timers timers() {
    return (delay, task) -> at(delay.toMillis(), task);
  }

  void at(long delayMillis, Runnable task) {
    events.add(new Event(nowMillis + delayMillis, order++, task));
  }

  void join(PeerId self, Member member) {
    members.put(self, member);
  }

  /** A member is the authority with this discovery key. */
  void authority(Bytes discoveryKey, PeerId member) {
    authorities.put(discoveryKey, member);
  }

  /** Tells two members of each other. */
  void introduce(PeerId one, PeerId other) {
    find(one).ifPresent(member -> member.onConnected(other));
    find(other).ifPresent(member -> member.onConnected(one));
  }

  /** Nothing reaches it any more. */
  void leave(PeerId self) {
    members.remove(self);
  }

  Network network(PeerId self) {
    return new Network() {
      @Override
      public PeerId self() {
        return self;
      }

      @Override
      public Optional<PeerId> authority(Bytes discoveryKey) {
        return Optional.ofNullable(authorities.get(discoveryKey));
      }

      @Override
      public List<PeerId> peers() {
        return members.keySet().stream()
            .filter(peer -> !peer.equals(self) && chain(peer).equals(chain(self)))
            .toList();
      }

      @Override
      public void send(PeerId peer, Protocol protocol, Bytes message) {
        note(protocol, message);
        wire.carries(self, protocol, message);
        if (passes.test(protocol, message)) {
          at(
              5 + random.nextInt(80),
              () -> find(peer).ifPresent(m -> m.onMessage(self, protocol, message)));
        }
      }

      @Override
      public void request(
          PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
        note(protocol, request);
        if (!passes.test(protocol, request)) {
          at(1_000, () -> answer.accept(Optional.empty()));
          return;
        }
        at(
            5 + random.nextInt(40),
            () -> {
              Optional<Bytes> response =
                  find(peer).flatMap(m -> m.onRequest(self, protocol, request));
              at(5 + random.nextInt(40), () -> answer.accept(response));
            });
      }

      @Override
      public void report(PeerId peer, String reason) {
        reports.add(self.name() + " on " + peer.name() + ": " + reason);
      }
    };
  }

  private void note(Protocol protocol, Bytes message) {
    List<Bytes> all = sent.computeIfAbsent(protocol, key -> new ArrayList<>());
    if (all.size() < 20) {
      all.add(message);
    }
  }

  /** The first notifications and requests on a protocol. */
  List<Bytes> first(Protocol protocol) {
    return sent.getOrDefault(protocol, List.of());
  }

  /** Whose network a name is in: what stands behind the slash. */
  private static String chain(PeerId peer) {
    int slash = peer.name().indexOf('/');
    return slash < 0 ? "" : peer.name().substring(slash);
  }

  private Optional<Member> find(PeerId peer) {
    return Optional.ofNullable(members.get(peer));
  }

  void run(Duration time) {
    long end = nowMillis + time.toMillis();
    while (!events.isEmpty() && events.peek().atMillis <= end) {
      Event event = events.poll();
      nowMillis = event.atMillis;
      event.task.run();
    }
    nowMillis = end;
  }
}
