package io.braid.simulation;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.network.LocalPeer;
import io.braid.network.NodeNetwork;
import io.braid.primitives.Bytes;
import io.braid.service.NodeThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The network of one chain in a simulation. Two nodes have a connection as libp2p over TCP has it:
 * what is sent arrives in order and once, later when packets are lost, or the connection breaks and
 * both sides hear of it; then it is made again. Nodes on two sides of a {@link Partition} have
 * none.
 */
final class SimulatedNetwork implements NodeNetwork {
  /** How long TCP waits before it sends again, and then twice as long. */
  private static final int RETRANSMISSION_MILLIS = 200;

  /** Of the messages that lose a packet, one in so many loses its connection. */
  private static final int BREAKS_ONE_IN = 20;

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

  /** Hears of every peer that another one finds to break the rules. */
  interface Complaints {
    void onReport(PeerId by, PeerId about, String reason);
  }

  private static final class Link {
    boolean up;

    /** Counts the connections that there were. */
    int generation;

    /** When the last message in each direction arrives. */
    long lastUp;

    long lastDown;
  }

  private final SimulatedWorld world;
  private final Partition partition;
  private final Faults faults;
  private final SplittableRandom random;
  private final Complaints complaints;
  private final TreeMap<PeerId, LocalPeer> peers = new TreeMap<>();
  private final Map<PeerId, Map<PeerId, Link>> links = new HashMap<>();

  /** Whom each peer has a connection with, in order; looked up anew when that changes. */
  private final Map<PeerId, List<PeerId>> connected = new HashMap<>();

  private final Map<Bytes, PeerId> authorities = new HashMap<>();

  SimulatedNetwork(
      SimulatedWorld world,
      Partition partition,
      Faults faults,
      SplittableRandom random,
      Complaints complaints) {
    this.world = world;
    this.partition = partition;
    this.faults = faults;
    this.random = random;
    this.complaints = complaints;
    partition.addListener(this::onPartition);
  }

  private Link link(PeerId a, PeerId b) {
    boolean isUp = a.compareTo(b) < 0;
    return links
        .computeIfAbsent(isUp ? a : b, key -> new HashMap<>())
        .computeIfAbsent(isUp ? b : a, key -> new Link());
  }

  // Connections

  @Override
  public void join(PeerId self, LocalPeer peer) {
    peers.put(self, peer);
    authorities.clear();
    for (PeerId other : List.copyOf(peers.keySet())) {
      if (!other.equals(self)) {
        connectLater(self, other, 1);
      }
    }
  }

  @Override
  public void leave(PeerId self) {
    if (peers.remove(self) != null) {
      authorities.clear();
      for (PeerId other : List.copyOf(peers.keySet())) {
        disconnect(self, other);
      }
    }
  }

  private void connectLater(PeerId a, PeerId b, int atLeastMillis) {
    world.at(atLeastMillis + random.nextInt(faults.maxLatencyMillis()), () -> connect(a, b));
  }

  private void connect(PeerId a, PeerId b) {
    LocalPeer first = peers.get(a);
    LocalPeer second = peers.get(b);
    Link link = link(a, b);
    if (first == null || second == null || link.up || partition.divides(a, b)) {
      return;
    }
    link.up = true;
    link.generation++;
    connected.clear();
    introduce(a, first, second);
    introduce(b, second, first);
  }

  private void introduce(PeerId aboutId, LocalPeer about, LocalPeer to) {
    BlockRef best = about.best();
    onThread(to, () -> to.onConnected(aboutId, best));
  }

  private void disconnect(PeerId a, PeerId b) {
    Link link = link(a, b);
    if (link.up) {
      link.up = false;
      connected.clear();
      tellGone(a, b);
      tellGone(b, a);
    }
  }

  private void tellGone(PeerId to, PeerId gone) {
    LocalPeer peer = peers.get(to);
    if (peer != null) {
      onThread(peer, () -> peer.onDisconnected(gone));
    }
  }

  private void onPartition() {
    List<PeerId> all = new ArrayList<>(peers.keySet());
    for (int i = 0; i < all.size(); i++) {
      for (int j = i + 1; j < all.size(); j++) {
        PeerId a = all.get(i);
        PeerId b = all.get(j);
        if (partition.divides(a, b)) {
          // What is under way is lost at once; that nobody answers is noticed after a while.
          link(a, b).generation++;
          world.at(
              3_000 + random.nextInt(5_000),
              () -> {
                if (partition.divides(a, b)) {
                  disconnect(a, b);
                }
              });
        } else if (!link(a, b).up) {
          connectLater(a, b, 500 + random.nextInt(3_000));
        }
      }
    }
  }

  // Messages

  private static void onThread(LocalPeer peer, Runnable task) {
    if (!(peer.thread() instanceof NodeThread thread)) {
      throw new IllegalStateException("expected a node of the simulated world");
    }
    thread.after(Duration.ZERO, task);
  }

  /** Has something arrive at {@code to}, unless the connection breaks before. */
  private void carry(PeerId from, PeerId to, Consumer<LocalPeer> arrival) {
    Link link = link(from, to);
    if (!link.up || partition.divides(from, to)) {
      return;
    }
    boolean isUp = from.compareTo(to) < 0;
    long delay =
        faults.minLatencyMillis()
            + random.nextInt(faults.maxLatencyMillis() - faults.minLatencyMillis() + 1);
    int wait = RETRANSMISSION_MILLIS;
    while (random.nextInt(1_000) < faults.lossPerMille()) {
      delay += wait;
      wait *= 2;
      if (random.nextInt(BREAKS_ONE_IN) == 0) {
        world.at(
            delay,
            () -> {
              disconnect(from, to);
              connectLater(from, to, 500);
            });
        return;
      }
    }
    long at = Math.max(world.nowMillis() + delay, isUp ? link.lastUp : link.lastDown);
    if (isUp) {
      link.lastUp = at;
    } else {
      link.lastDown = at;
    }
    int generation = link.generation;
    world.at(
        at - world.nowMillis(),
        () -> {
          LocalPeer peer = peers.get(to);
          if (peer != null && link.up && link.generation == generation) {
            SimulatedWorld.runNow(peer.thread(), () -> arrival.accept(peer));
          }
        });
  }

  @Override
  public Network portOf(PeerId self) {
    return new Port(self);
  }

  @Override
  public List<Described> describe(PeerId self) {
    return peers.entrySet().stream()
        .filter(entry -> !entry.getKey().equals(self) && link(self, entry.getKey()).up)
        .map(entry -> new Described(entry.getKey(), entry.getValue().best()))
        .toList();
  }

  @Override
  public boolean expectsPeers(PeerId self) {
    return peers.size() > 1;
  }

  @Override
  public String idOf(PeerId self) {
    return self.name();
  }

  @Override
  public List<String> listenAddresses() {
    return List.of();
  }

  private final class Port implements Network {
    private final PeerId self;

    Port(PeerId self) {
      this.self = self;
    }

    @Override
    public PeerId self() {
      return self;
    }

    @Override
    public Optional<PeerId> authority(Bytes discoveryKey) {
      PeerId known = authorities.get(discoveryKey);
      if (known != null && isConnectedWith(known)) {
        return Optional.of(known);
      }
      for (Map.Entry<PeerId, LocalPeer> peer : peers.entrySet()) {
        if (isConnectedWith(peer.getKey())
            && peer.getValue().authorities().filter(a -> a.holds(discoveryKey)).isPresent()) {
          authorities.put(discoveryKey, peer.getKey());
          return Optional.of(peer.getKey());
        }
      }
      return Optional.empty();
    }

    private boolean isConnectedWith(PeerId peer) {
      return !peer.equals(self) && link(self, peer).up;
    }

    @Override
    public List<PeerId> peers() {
      return connected.computeIfAbsent(
          self, key -> peers.keySet().stream().filter(this::isConnectedWith).toList());
    }

    @Override
    public void send(PeerId to, Protocol protocol, Bytes message) {
      carry(self, to, peer -> peer.onMessage(self, protocol, message));
    }

    @Override
    public void request(
        PeerId to, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
      LocalPeer me = peers.get(self);
      if (me == null) {
        return;
      }
      boolean[] answered = {false};
      Consumer<Optional<Bytes>> once =
          response -> {
            if (!answered[0]) {
              answered[0] = true;
              answer.accept(response);
            }
          };
      world.at(REQUEST_TIMEOUT.toMillis(), () -> onThread(me, () -> once.accept(Optional.empty())));
      carry(
          self,
          to,
          peer -> {
            Optional<Bytes> response = peer.onRequest(self, protocol, request);
            carry(to, self, back -> once.accept(response));
          });
    }

    /** A peer is what it is: nobody is banned. */
    @Override
    public void report(PeerId peer, String reason) {
      complaints.onReport(self, peer, reason);
    }
  }
}
