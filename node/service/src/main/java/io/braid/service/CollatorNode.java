package io.braid.service;

import io.braid.consensus.babe.BabeEngine;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ForkChoice;
import io.braid.consensus.grandpa.GrandpaConfig;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.consensus.node.Node;
import io.braid.consensus.node.NodePorts;
import io.braid.consensus.node.Role;
import io.braid.consensus.pool.StatusListener;
import io.braid.consensus.pool.SubmitResult;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.network.LocalPeer;
import io.braid.network.authorities.AuthorityKeys;
import io.braid.parachains.node.CollatorSettings;
import io.braid.parachains.node.ParachainNode;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.RpcConfig;
import io.braid.rpc.RpcServer;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.node.NodeIdentity;
import io.braid.rpc.node.TransactionPort;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A parachain's collator with a relay-chain node of its own, both on one thread: a member of two
 * networks.
 */
public final class CollatorNode implements AutoCloseable {
  private final NodeSettings relaySettings;
  private final NodeSettings parachainSettings;
  private final NodeThread thread;
  private final PeerId self;
  private final Chain relayChain;
  private final Chain parachain;
  private final Node relayNode;
  private final ParachainNode parachainNode;
  private Optional<RpcServer> rpc = Optional.empty();

  /**
   * Builds the node; {@link #start} sets it going.
   *
   * @param parachainSettings with the key of type {@code aura} in its keystore
   */
  public CollatorNode(
      int paraId,
      NodeSettings relaySettings,
      NodeSettings parachainSettings,
      Consumer<Throwable> onBug) {
    this.relaySettings = relaySettings;
    this.parachainSettings = parachainSettings;
    self = new PeerId(parachainSettings.name());
    thread = parachainSettings.world().thread(parachainSettings.name(), onBug);
    relayChain = relaySettings.openChain(ForkChoice.HEAVIEST);
    parachain = parachainSettings.openChain(ForkChoice.FOLLOWED);
    Duration relaySlot = BabeEngine.slotDuration(relayChain);
    NodePorts relayPorts = RelayNode.ports(relaySettings, self, thread);
    relayNode =
        new Node(
            relayChain,
            relayPorts,
            Role.FULL,
            List.of(InherentDataProvider.TIMESTAMP, InherentDataProvider.BABE_SLOT),
            GrandpaConfig.forSlots(relaySlot));
    parachainNode =
        new ParachainNode(
            paraId,
            relayChain,
            parachain,
            RelayNode.ports(parachainSettings, self, thread),
            Optional.of(
                new CollatorSettings(
                    relayPorts.network(), relaySlot.toMillis(), relaySlot.dividedBy(4))));
  }

  public void start() {
    thread.execute(relayNode::start);
    relaySettings.network().join(self, new OnRelayNetwork());
    parachainSettings.network().join(self, new OnParachainNetwork());
  }

  /**
   * Serves the parachain's JSON-RPC until the node is closed.
   *
   * @return the port
   * @throws IOException when the address cannot be had
   */
  public int serve(RpcConfig config, NodeIdentity identity) throws IOException {
    NodeHandle handle =
        new NodeHandle(
            parachain,
            thread,
            new Transactions(),
            new NetworkPeers(parachainSettings.network(), self),
            parachainSettings.keys(),
            identity);
    RpcServer server = RpcServer.start(config, handle);
    rpc = Optional.of(server);
    return server.address().getPort();
  }

  /** The parachain; what changes with time is read on the node's thread, {@link #thread}. */
  public Chain chain() {
    return parachain;
  }

  public NodeThread thread() {
    return thread;
  }

  @Override
  public void close() {
    rpc.ifPresent(RpcServer::close);
    relaySettings.network().leave(self);
    parachainSettings.network().leave(self);
    thread.close();
  }

  private final class Transactions implements TransactionPort {
    @Override
    public SubmitResult submit(Bytes extrinsic) {
      return parachainNode.submit(extrinsic);
    }

    @Override
    public List<Bytes> pending() {
      return parachainNode.pool().pending();
    }

    @Override
    public boolean provides(Bytes tag) {
      return parachainNode.pool().provides(tag);
    }

    @Override
    public void addListener(StatusListener listener) {
      parachainNode.pool().addListener(listener);
    }
  }

  private final class OnRelayNetwork implements LocalPeer {
    @Override
    public Executor thread() {
      return thread;
    }

    @Override
    public Hash256 genesis() {
      return relayChain.genesis().hash();
    }

    @Override
    public BlockRef best() {
      return relayChain.best();
    }

    @Override
    public void onConnected(PeerId peer, BlockRef best) {
      relayNode.onConnected(peer, best);
    }

    @Override
    public void onDisconnected(PeerId peer) {
      relayNode.onDisconnected(peer);
    }

    @Override
    public void onMessage(PeerId peer, Protocol protocol, Bytes message) {
      relayNode.onMessage(peer, protocol, message);
    }

    @Override
    public Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request) {
      return protocol.ofParachains()
          ? parachainNode.onRelayRequest(peer, protocol, request)
          : relayNode.onRequest(peer, protocol, request);
    }

    @Override
    public Optional<AuthorityKeys> authorities() {
      return Optional.of(ChainAuthorities.seenFromOutside(relayChain));
    }
  }

  private final class OnParachainNetwork implements LocalPeer {
    @Override
    public Executor thread() {
      return thread;
    }

    @Override
    public Hash256 genesis() {
      return parachain.genesis().hash();
    }

    @Override
    public BlockRef best() {
      return parachain.best();
    }

    @Override
    public void onConnected(PeerId peer, BlockRef best) {
      parachainNode.onConnected(peer, best);
    }

    @Override
    public void onDisconnected(PeerId peer) {
      parachainNode.onDisconnected(peer);
    }

    @Override
    public void onMessage(PeerId peer, Protocol protocol, Bytes message) {
      parachainNode.onMessage(peer, protocol, message);
    }

    @Override
    public Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request) {
      return parachainNode.onRequest(peer, protocol, request);
    }
  }
}
