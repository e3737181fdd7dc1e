package io.braid.consensus.node;

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

/** Time, and a network of nodes that lose and reorder messages, on one thread and from one seed. */
final class SimulatedWorld implements InstantSource {
  private record Event(long atMillis, long order, Runnable task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return atMillis != other.atMillis
          ? Long.compare(atMillis, other.atMillis)
          : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final Map<PeerId, Node> nodes = new LinkedHashMap<>();
  private final List<String> reports = new ArrayList<>();
  private final Random random;
  private final double loss;
  private long nowMillis;
  private long order;
  private BiPredicate<PeerId, PeerId> linked = (a, b) -> true;
  private Wire wire = (from, protocol, message) -> {};
  private Lies lies = (from, protocol, request, response) -> response;
  private Consumer<PowerLossDisk.PowerLoss> powerLosses =
      loss -> {
        throw loss;
      };

  /** Hears what nodes send, before it may get lost. */
  interface Wire {
    void carries(PeerId from, Protocol protocol, Bytes message);
  }

  /**
   * @param loss how many notifications get lost, from 0 to 1; requests and responses never do
   */
  SimulatedWorld(long startMillis, long seed, double loss) {
    nowMillis = startMillis;
    random = new Random(seed);
    this.loss = loss;
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

  /** Cuts the links for which {@code linked} is false. */
  void link(BiPredicate<PeerId, PeerId> links) {
    linked = links;
  }

  /** Changes what nodes answer. */
  interface Lies {
    Optional<Bytes> answer(
        PeerId from, Protocol protocol, Bytes request, Optional<Bytes> honestAnswer);
  }

  /** Lets {@code liars} change answers from now on. */
  void corrupt(Lies liars) {
    lies = liars;
  }

  /** Lets {@code wire} hear everything from now on. */
  void tap(Wire tapped) {
    wire = tapped;
  }

  /** Tells {@code listener} of nodes whose power fails; the world goes on. */
  void onPowerLoss(Consumer<PowerLossDisk.PowerLoss> listener) {
    powerLosses = listener;
  }

  Timers timers() {
    return (delay, task) -> at(delay.toMillis(), task);
  }

  private void at(long delayMillis, Runnable task) {
    events.add(new Event(nowMillis + delayMillis, order++, task));
  }

  Network network(PeerId self) {
    return new Network() {
      @Override
      public PeerId self() {
        return self;
      }

      @Override
      public Optional<PeerId> authority(Bytes discoveryKey) {
        return Optional.empty();
      }

      @Override
      public List<PeerId> peers() {
        return nodes.keySet().stream().filter(p -> !p.equals(self)).toList();
      }

      @Override
      public void send(PeerId peer, Protocol protocol, Bytes message) {
        wire.carries(self, protocol, message);
        if (random.nextDouble() >= loss && linked.test(self, peer)) {
          at(
              5 + random.nextInt(80),
              () -> find(peer).ifPresent(n -> n.onMessage(self, protocol, message)));
        }
      }

      @Override
      public void request(
          PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
        if (!linked.test(self, peer)) {
          at(1_000, () -> answer.accept(Optional.empty()));
          return;
        }
        at(
            5 + random.nextInt(40),
            () -> {
              Optional<Bytes> response =
                  lies.answer(
                      peer,
                      protocol,
                      request,
                      find(peer).flatMap(n -> n.onRequest(self, protocol, request)));
              at(5 + random.nextInt(40), () -> answer.accept(response));
            });
      }

      @Override
      public void report(PeerId peer, String reason) {
        reports.add(self.name() + " on " + peer.name() + ": " + reason);
      }
    };
  }

  private Optional<Node> find(PeerId peer) {
    return Optional.ofNullable(nodes.get(peer));
  }

  /** Ends a node: its links are cut, its timers stop. */
  void leave(PeerId self) {
    Node node = java.util.Objects.requireNonNull(nodes.remove(self));
    node.stop();
    nodes.values().forEach(other -> other.onDisconnected(self));
  }

  /** Connects a node to all that are here and starts it. */
  void join(PeerId self, Node node) {
    nodes.forEach((peer, other) -> {
      other.onConnected(self, node.chain().best());
      node.onConnected(peer, other.chain().best());
    });
    nodes.put(self, node);
    node.start();
  }

  void run(Duration time) {
    long end = nowMillis + time.toMillis();
    while (!events.isEmpty() && events.peek().atMillis <= end) {
      Event event = events.poll();
      nowMillis = event.atMillis;
      try {
        event.task.run();
      } catch (PowerLossDisk.PowerLoss loss) {
        powerLosses.accept(loss);
      }
    }
    nowMillis = end;
  }
}
