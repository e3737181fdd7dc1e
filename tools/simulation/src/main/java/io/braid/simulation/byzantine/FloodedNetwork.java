package io.braid.simulation.byzantine;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.ports.Timers;
import io.braid.network.LocalPeer;
import io.braid.network.NodeNetwork;
import io.braid.primitives.Bytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A network that its node floods: every peer gets noise on every protocol, what the node heard from
 * others once more, and the same with a byte changed.
 */
final class FloodedNetwork implements NodeNetwork {
  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final int MESSAGES_A_PEER = 12;
  private static final int MAX_HEARD = 256;
  private static final int MAX_NOISE_BYTES = 2_000;

  private record Heard(Protocol protocol, Bytes message) {}

  private final NodeNetwork network;
  private final NodeNetwork listening;
  private final Conspiracy conspiracy;
  private final Timers timers;
  private final SplittableRandom random;
  private final List<Heard> heard = new ArrayList<>();

  /** Counts the node's lives. */
  private int life;

  FloodedNetwork(
      NodeNetwork network, Conspiracy conspiracy, Timers timers, SplittableRandom random) {
    this.network = network;
    this.conspiracy = conspiracy;
    this.timers = timers;
    this.random = random;
    listening =
        new TamperedNetwork(
            network,
            new Tamper() {
              @Override
              public Optional<Bytes> incoming(PeerId from, Protocol protocol, Bytes message) {
                hear(protocol, message);
                return Optional.of(message);
              }

              @Override
              public Optional<Bytes> answer(
                  PeerId from, Protocol protocol, Bytes request, Supplier<Optional<Bytes>> honest) {
                hear(protocol, request);
                return honest.get();
              }
            });
  }

  private void hear(Protocol protocol, Bytes message) {
    Heard one = new Heard(protocol, message);
    if (heard.size() < MAX_HEARD) {
      heard.add(one);
    } else {
      heard.set(random.nextInt(MAX_HEARD), one);
    }
  }

  private void flood(Network port, int born) {
    if (born != life || !conspiracy.isActive()) {
      return;
    }
    for (PeerId peer : port.peers()) {
      for (int i = 0; i < MESSAGES_A_PEER; i++) {
        send(port, peer, noise());
      }
    }
    timers.after(PERIOD, () -> flood(port, born));
  }

  private Heard noise() {
    if (heard.isEmpty() || random.nextInt(4) == 0) {
      byte[] bytes = new byte[random.nextInt(MAX_NOISE_BYTES)];
      random.nextBytes(bytes);
      Protocol[] all = Protocol.values();
      return new Heard(all[random.nextInt(all.length)], Bytes.wrap(bytes));
    }
    Heard one = heard.get(random.nextInt(heard.size()));
    if (one.message().isEmpty() || random.nextInt(3) == 0) {
      return one;
    }
    byte[] changed = one.message().toArray();
    changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
    return new Heard(one.protocol(), Bytes.wrap(changed));
  }

  private void send(Network port, PeerId peer, Heard noise) {
    conspiracy.did("messages flooded");
    if (noise.protocol().isRequest()) {
      port.request(peer, noise.protocol(), noise.message(), answer -> {});
    } else {
      port.send(peer, noise.protocol(), noise.message());
    }
  }

  @Override
  public Network portOf(PeerId self) {
    return listening.portOf(self);
  }

  @Override
  public void join(PeerId self, LocalPeer peer) {
    listening.join(self, peer);
    int born = ++life;
    Network port = network.portOf(self);
    timers.after(PERIOD, () -> flood(port, born));
  }

  @Override
  public void leave(PeerId self) {
    life++;
    listening.leave(self);
  }

  @Override
  public List<Described> describe(PeerId self) {
    return network.describe(self);
  }

  @Override
  public boolean expectsPeers(PeerId self) {
    return network.expectsPeers(self);
  }

  @Override
  public String idOf(PeerId self) {
    return network.idOf(self);
  }

  @Override
  public List<String> listenAddresses() {
    return network.listenAddresses();
  }
}
