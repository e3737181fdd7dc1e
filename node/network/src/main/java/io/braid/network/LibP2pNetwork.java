package io.braid.network;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.kademlia.KademliaMessage;
import io.braid.network.transport.Sockets;
import io.braid.network.transport.Traffic;
import io.braid.primitives.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * A node's place in a network of processes: Polkadot's protocols over libp2p, over TCP and
 * WebSocket. One node of one chain joins it. Everything happens on one thread, the network's; the
 * node is told on its own.
 */
public final class LibP2pNetwork implements NodeNetwork, AutoCloseable {
  private static final long TICK_MILLIS = 200;

  /** Requests for proofs that wait, of all peers; one more is refused. */
  private static final int MAX_WAITING_PROOFS = 64;

  /** Runtimes recurse. */
  private static final long PROOF_STACK_BYTES = 64L << 20;

  private final PeerIdentity self;
  private final boolean knowsBootnodes;
  private final Sockets sockets;
  private final ExecutorService proofs;
  private final Swarm swarm;
  private final List<Multiaddress> listening;

  private LibP2pNetwork(
      PeerIdentity self,
      boolean knowsBootnodes,
      Sockets sockets,
      ExecutorService proofs,
      Swarm swarm,
      List<Multiaddress> listening) {
    this.self = self;
    this.knowsBootnodes = knowsBootnodes;
    this.sockets = sockets;
    this.proofs = proofs;
    this.swarm = swarm;
    this.listening = listening;
  }

  /**
   * Begins to listen. Whoever comes before a node has joined is turned away.
   *
   * @throws IOException when an address cannot be had
   */
  public static LibP2pNetwork listen(LibP2pConfig config) throws IOException {
    PeerIdentity self = PeerIdentity.ofKey(config.identity().publicKey());
    Sockets sockets = new Sockets(self.toString().substring(0, 12));
    ExecutorService proofs = proofThread(self);
    Swarm swarm = new Swarm(config, self, sockets, proofs);
    try {
      List<Multiaddress> listening = new ArrayList<>();
      for (Multiaddress address : config.listen()) {
        listening.add(sockets.listen(address, swarm).withPeer(self));
      }
      swarm.listening(listening);
      return new LibP2pNetwork(
          self, !config.bootnodes().isEmpty(), sockets, proofs, swarm, List.copyOf(listening));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      sockets.close();
      proofs.shutdown();
      throw new IOException("interrupted while beginning to listen", e);
    } catch (IOException e) {
      sockets.close();
      proofs.shutdown();
      throw e;
    }
  }

  private static ExecutorService proofThread(PeerIdentity self) {
    return new ThreadPoolExecutor(
        0,
        1,
        10,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(MAX_WAITING_PROOFS),
        task -> {
          Thread made = new Thread(null, task, "proofs-" + self, PROOF_STACK_BYTES);
          made.setDaemon(true);
          return made;
        });
  }

  /**
   * Leaves a record with the peers that are closest to its key, as authority discovery does; a
   * record that is too large is left nowhere. What a record holds is not looked at here; peers that
   * know the chain's authorities keep no other records than theirs.
   *
   * @param taken gets once, on the node's thread, how many of them took it
   */
  public void publish(Bytes key, Bytes value, IntConsumer taken) {
    sockets.execute(
        () -> swarm.publish(new KademliaMessage.Entry(key, value, Optional.of(self)), taken));
  }

  /**
   * Looks for a record at the peers that are closest to its key. Whoever kept it may have changed
   * it: check its signature.
   *
   * @param answer gets all different values once, on the node's thread
   */
  public void find(Bytes key, Consumer<List<Bytes>> answer) {
    sockets.execute(() -> swarm.find(key, answer));
  }

  public PeerIdentity identity() {
    return self;
  }

  /** Where others can reach this node, each with its {@code /p2p/} part. */
  public List<Multiaddress> addresses() {
    return listening;
  }

  /** What went over the node's sockets so far. May be called on any thread. */
  public Traffic traffic() {
    return sockets.traffic();
  }

  @Override
  public boolean expectsPeers(PeerId name) {
    return knowsBootnodes || !swarm.connected().isEmpty();
  }

  @Override
  public String idOf(PeerId name) {
    return self.toString();
  }

  @Override
  public List<String> listenAddresses() {
    return listening.stream().map(Multiaddress::toString).toList();
  }

  @Override
  public void join(PeerId name, LocalPeer node) {
    node.thread()
        .execute(() -> {
          BlockRef best = node.best();
          ChainSide chain = new ChainSide(node, best);
          sockets.execute(() -> swarm.join(chain));
        });
    sockets.repeat(swarm::tick, TICK_MILLIS);
  }

  @Override
  public void leave(PeerId name) {
    close();
  }

  @Override
  public List<Described> describe(PeerId name) {
    return swarm.connected().values().stream()
        .map(session -> new Described(session.id, session.shownBest()))
        .toList();
  }

  @Override
  public Network portOf(PeerId name) {
    return new Port();
  }

  @Override
  public void close() {
    sockets.execute(swarm::leave);
    sockets.close();
    proofs.shutdown();
  }

  private final class Port implements Network {
    @Override
    public PeerId self() {
      return self.asPeer();
    }

    @Override
    public Optional<PeerId> authority(Bytes discoveryKey) {
      return swarm.authority(discoveryKey).filter(swarm.connected()::containsKey);
    }

    @Override
    public List<PeerId> peers() {
      return List.copyOf(swarm.connected().keySet());
    }

    @Override
    public void send(PeerId peer, Protocol protocol, Bytes message) {
      sockets.execute(() -> swarm.send(peer, protocol, message));
    }

    @Override
    public void request(
        PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
      sockets.execute(() -> swarm.request(peer, protocol, request, answer));
    }

    @Override
    public void report(PeerId peer, String reason) {
      sockets.execute(() -> swarm.report(peer, reason));
    }
  }
}
