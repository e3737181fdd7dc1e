package io.braid.service;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.grandpa.GrandpaConfig;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.consensus.node.Node;
import io.braid.consensus.node.NodePorts;
import io.braid.consensus.node.Role;
import io.braid.consensus.ports.Keystore;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.executor.Executor;
import io.braid.network.LocalNetwork;
import io.braid.network.LocalPeer;
import io.braid.primitives.Bytes;
import io.braid.rpc.RpcConfig;
import io.braid.rpc.RpcServer;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.node.NodeIdentity;
import io.braid.rpc.node.PeerView;
import io.braid.rpc.node.TransactionPort;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A relay-chain node on a thread of its own, connected to others in this process. */
public final class RelayNode implements AutoCloseable, LocalPeer {
  private final NodeLoop loop;
  private final LocalNetwork network;
  private final PeerId self;
  private final Node node;
  private final Keystore keys;
  private Optional<RpcServer> rpc = Optional.empty();

  /**
   * Builds the node; {@link #start} sets it going.
   *
   * @param name also its name on the network
   * @param onBug gets whatever ends the node's thread
   */
  public RelayNode(
      String name,
      Role role,
      Genesis genesis,
      Database database,
      Executor executor,
      Keystore keys,
      LocalNetwork network,
      GrandpaConfig grandpa,
      Consumer<Throwable> onBug) {
    this.network = network;
    this.keys = keys;
    self = new PeerId(name);
    loop = new NodeLoop(name, onBug);
    NodePorts ports =
        new NodePorts(
            network.portOf(self), loop, InstantSource.system(), keys, RandomGenerator.getDefault());
    node =
        loop.ask(() ->
                new Node(
                    Chain.open(database, executor, genesis),
                    ports,
                    role,
                    List.of(InherentDataProvider.TIMESTAMP),
                    grandpa))
            .join();
  }

  public void start() {
    loop.ask(
            () -> {
              node.start();
              return node;
            })
        .join();
    network.join(self, this);
  }

  /**
   * Serves JSON-RPC until the node is closed.
   *
   * @throws IOException when the address cannot be had
   */
  public void serve(RpcConfig config, NodeIdentity identity) throws IOException {
    rpc =
        Optional.of(
            RpcServer.start(
                config,
                new NodeHandle(
                    node.chain(), loop, TransactionPort.of(node), peerView(), keys, identity)));
  }

  private PeerView peerView() {
    return new PeerView() {
      @Override
      public String localPeerId() {
        return self.name();
      }

      @Override
      public List<String> listenAddresses() {
        return List.of();
      }

      @Override
      public List<Peer> peers() {
        return network.describe(self).stream()
            .map(p -> new Peer(p.id().name(), "AUTHORITY", p.best().hash(), p.best().number()))
            .toList();
      }

      @Override
      public boolean isSyncing() {
        return false;
      }

      @Override
      public boolean shouldHavePeers() {
        return true;
      }
    };
  }

  /** The parts of the node. Use them on its thread: see {@link #loop}. */
  public Node node() {
    return node;
  }

  public Chain chain() {
    return node.chain();
  }

  public NodeLoop loop() {
    return loop;
  }

  @Override
  public java.util.concurrent.Executor thread() {
    return loop;
  }

  @Override
  public BlockRef best() {
    return node.chain().best();
  }

  @Override
  public void onConnected(PeerId peer, BlockRef best) {
    node.onConnected(peer, best);
  }

  @Override
  public void onDisconnected(PeerId peer) {
    node.onDisconnected(peer);
  }

  @Override
  public void onMessage(PeerId peer, Protocol protocol, Bytes message) {
    node.onMessage(peer, protocol, message);
  }

  @Override
  public Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request) {
    return node.onRequest(peer, protocol, request);
  }

  @Override
  public void close() {
    rpc.ifPresent(RpcServer::close);
    network.leave(self);
    loop.close();
  }
}
