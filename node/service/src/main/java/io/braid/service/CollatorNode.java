package io.braid.service;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ForkChoice;
import io.braid.consensus.importing.ImportObserver;
import io.braid.consensus.pool.StatusListener;
import io.braid.consensus.pool.SubmitResult;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.network.LocalPeer;
import io.braid.network.authorities.AuthorityKeys;
import io.braid.parachains.collation.CollationOutcome;
import io.braid.parachains.node.CollatorSettings;
import io.braid.parachains.node.ParachainNode;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.RpcConfig;
import io.braid.rpc.RpcServer;
import io.braid.rpc.client.RpcFailure;
import io.braid.rpc.node.HealthView;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.node.NodeIdentity;
import io.braid.rpc.node.TransactionPort;
import io.braid.service.health.ChainVitals;
import io.braid.service.health.HealthRules;
import io.braid.service.health.NodeHealth;
import io.braid.service.health.Pulse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A parachain's collator, with a relay-chain node of its own or somebody else's, on one thread: a
 * member of two networks.
 */
public final class CollatorNode implements AutoCloseable {
  private final NodeSettings relaySettings;
  private final NodeSettings parachainSettings;
  private final NodeThread thread;
  private final PeerId self;
  private final RelaySide relay;
  private final Chain parachain;
  private final ParachainNode parachainNode;
  private final Pulse<List<ChainVitals>> pulse;
  private final TransactionPort transactions = new Transactions();
  private Optional<RpcServer> rpc = Optional.empty();

  /**
   * Builds the node, with a node of the relay chain inside; {@link #start} sets it going.
   *
   * @param parachainSettings with the key of type {@code aura} in its keystore
   */
  public CollatorNode(
      int paraId,
      NodeSettings relaySettings,
      NodeSettings parachainSettings,
      Consumer<Throwable> onBug) {
    this(
        paraId,
        relaySettings,
        parachainSettings,
        onBug,
        (self, thread) -> new OwnRelaySide(relaySettings, self, thread));
  }

  /**
   * Builds the node with somebody else's node of the relay chain, at {@code url}; waits for its
   * first answers.
   *
   * @param relaySettings of which the database, the pruning and the keys are not used
   * @param parachainSettings with the key of type {@code aura} in its keystore
   * @throws RpcFailure when the relay chain's node cannot be reached, or is of another chain
   */
  public static CollatorNode remote(
      int paraId,
      URI url,
      NodeSettings relaySettings,
      NodeSettings parachainSettings,
      Consumer<Throwable> onBug)
      throws RpcFailure {
    return new CollatorNode(
        paraId,
        relaySettings,
        parachainSettings,
        onBug,
        (self, thread) -> new RemoteRelaySide(url, paraId, relaySettings, self, thread));
  }

  /** Makes the relay chain of a collator. */
  private interface MakesRelaySide<E extends Exception> {
    RelaySide make(PeerId self, NodeThread thread) throws E;
  }

  private <E extends Exception> CollatorNode(
      int paraId,
      NodeSettings relaySettings,
      NodeSettings parachainSettings,
      Consumer<Throwable> onBug,
      MakesRelaySide<E> relaySide)
      throws E {
    this.relaySettings = relaySettings;
    this.parachainSettings = parachainSettings;
    self = new PeerId(parachainSettings.name());
    thread = parachainSettings.world().thread(parachainSettings.name(), onBug);
    try {
      relay = relaySide.make(self, thread);
    } catch (Exception e) {
      thread.close();
      throw e;
    }
    parachain = parachainSettings.openChain(ForkChoice.FOLLOWED);
    parachainNode =
        new ParachainNode(
            paraId,
            relay.chain(),
            parachain,
            RelayNode.ports(parachainSettings, self, thread),
            Optional.of(
                new CollatorSettings(
                    relaySettings.network().portOf(self),
                    relay.slot().toMillis(),
                    relay.slot().dividedBy(4))));
    VitalsReader vitals = new VitalsReader(parachainSettings, self, parachainNode.slotDuration());
    pulse =
        new Pulse<>(
            thread, () -> List.of(vitals.parachain(parachainNode), relay.vitals()), Pulse.PATIENCE);
  }

  /**
   * Tells of every block that comes from outside; call before {@link #start}.
   *
   * @param ofParachain hears of the parachain's blocks
   * @param ofRelayChain hears of the relay chain's
   */
  public void observeImports(ImportObserver ofParachain, ImportObserver ofRelayChain) {
    parachainNode.importer().observedBy(ofParachain);
    relay.observeImports(ofRelayChain);
  }

  /** Tells {@code listener} what the collator did on each new best relay block. */
  public void onCollation(Consumer<CollationOutcome> listener) {
    parachainNode.onOutcome(listener);
  }

  public void start() {
    thread.execute(relay::start);
    relaySettings.network().join(self, new OnRelayNetwork());
    parachainSettings.network().join(self, new OnParachainNetwork());
  }

  /**
   * Serves the parachain's JSON-RPC until the node is closed.
   *
   * @param rules by which it calls itself sound, on both its chains
   * @return where it listens
   * @throws IOException when the address cannot be had
   */
  public InetSocketAddress serve(RpcConfig config, NodeIdentity identity, HealthRules rules)
      throws IOException {
    NodeHandle handle =
        new NodeHandle(
            parachain,
            thread,
            transactions,
            new NetworkPeers(parachainSettings.network(), self),
            health(rules),
            parachainSettings.keys(),
            identity);
    RpcServer server = RpcServer.start(config, handle);
    rpc = Optional.of(server);
    return server.address();
  }

  /** Whether the node is sound on both its chains, by {@code rules}. */
  public HealthView health(HealthRules rules) {
    return new NodeHealth(pulse, rules, new NetworkPeers(parachainSettings.network(), self));
  }

  /** How its chains stand, the parachain first. */
  public Pulse<List<ChainVitals>> pulse() {
    return pulse;
  }

  /** The parachain; what changes with time is read on the node's thread, {@link #thread}. */
  public Chain chain() {
    return parachain;
  }

  /** The parachain's pool; to be used on the node's thread, {@link #thread}. */
  public TransactionPort transactions() {
    return transactions;
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
    relay.close();
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
      return relay.chain().genesis().hash();
    }

    @Override
    public BlockRef best() {
      return relay.shown();
    }

    @Override
    public void onConnected(PeerId peer, BlockRef best) {
      relay.onConnected(peer, best);
      parachainNode.offers().ifPresent(offers -> offers.onConnected(peer));
    }

    @Override
    public void onDisconnected(PeerId peer) {
      relay.onDisconnected(peer);
      parachainNode.offers().ifPresent(offers -> offers.onDisconnected(peer));
    }

    @Override
    public void onMessage(PeerId peer, Protocol protocol, Bytes message) {
      if (protocol == Protocol.COLLATION) {
        parachainNode.offers().ifPresent(offers -> offers.onMessage(peer, message));
      } else {
        relay.onMessage(peer, protocol, message);
      }
    }

    @Override
    public Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request) {
      return protocol == Protocol.COLLATION_FETCHING
          ? parachainNode.offers().flatMap(offers -> offers.onRequest(request))
          : relay.onRequest(peer, protocol, request);
    }

    @Override
    public Optional<AuthorityKeys> authorities() {
      return Optional.of(ChainAuthorities.seenFromOutside(relay.chain()));
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
