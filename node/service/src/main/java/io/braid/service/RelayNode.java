package io.braid.service;

import io.braid.consensus.babe.BabeEngine;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ForkChoice;
import io.braid.consensus.grandpa.GrandpaConfig;
import io.braid.consensus.importing.ImportObserver;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.consensus.node.Node;
import io.braid.consensus.node.NodePorts;
import io.braid.consensus.node.Role;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.warp.WarpOutcome;
import io.braid.network.LocalPeer;
import io.braid.network.authorities.AuthorityKeys;
import io.braid.parachains.approval.ApprovalObserver;
import io.braid.parachains.pvf.WasmPvfWorkers;
import io.braid.parachains.validator.ParachainValidator;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.RpcConfig;
import io.braid.rpc.RpcServer;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A relay-chain node on a thread of its own, connected to others by its settings' network. */
public final class RelayNode implements AutoCloseable, LocalPeer {
  private final NodeSettings settings;
  private final NodeThread thread;
  private final PeerId self;
  private final Chain chain;
  private final Optional<ParachainValidator> validator;
  private final Node node;
  private final Pulse<List<ChainVitals>> pulse;
  private final ChainAuthorities authorities;
  private Optional<RpcServer> rpc = Optional.empty();

  /**
   * Builds the node; {@link #start} sets it going.
   *
   * @param sharedSecurity lets it check parachains, when it is an authority
   * @param onBug gets whatever ends the node's thread
   */
  public RelayNode(
      NodeSettings settings,
      Role role,
      Optional<SharedSecurity> sharedSecurity,
      Consumer<Throwable> onBug) {
    this.settings = settings;
    self = new PeerId(settings.name());
    thread = settings.world().thread(settings.name(), onBug);
    chain = settings.openChain(ForkChoice.HEAVIEST);
    Duration slot = BabeEngine.slotDuration(chain);
    NodePorts ports = ports(settings, self, thread);
    validator = sharedSecurity.map(security -> validator(security, ports, slot));
    List<InherentDataProvider> inherents = new ArrayList<>();
    inherents.add(InherentDataProvider.TIMESTAMP);
    inherents.add(InherentDataProvider.BABE_SLOT);
    validator.ifPresent(v -> inherents.add(v.inherent()));
    node = new Node(chain, ports, role, inherents, GrandpaConfig.forSlots(slot));
    validator.ifPresent(v -> node.voter().targetBy(v.finalityTarget()));
    validator.ifPresent(v -> v.submitTo(node::submit));
    VitalsReader vitals = new VitalsReader(settings, self, slot);
    pulse = new Pulse<>(thread, () -> List.of(vitals.relay(node)), Pulse.PATIENCE);
    authorities =
        switch (role) {
          case AUTHORITY -> new ChainAuthorities(chain, settings.keys());
          case FULL -> ChainAuthorities.seenFromOutside(chain);
        };
  }

  static NodePorts ports(NodeSettings settings, PeerId self, NodeThread thread) {
    return new NodePorts(
        settings.network().portOf(self),
        thread,
        settings.world().clock(),
        settings.keys(),
        settings.world().random());
  }

  private ParachainValidator validator(SharedSecurity security, NodePorts ports, Duration slot) {
    // Chunks come while half of the slot goes by; then it is said which ones came.
    Duration fetchTime = slot.dividedBy(2);
    return new ParachainValidator(
        chain,
        ports,
        security
            .around()
            .apply(new WasmPvfWorkers(security.sandbox(), settings.world().longWork(), thread)),
        fetchTime,
        security.observer(),
        ApprovalObserver.NONE);
  }

  /** As {@link Node#jumpFirst}; call before {@link #start}. */
  public void jumpFirst(int minGap, Consumer<WarpOutcome> listener) {
    node.jumpFirst(minGap, listener);
  }

  /** Tells {@code observer} of every block that comes from outside; call before {@link #start}. */
  public void observeImports(ImportObserver observer) {
    node.importer().observedBy(observer);
  }

  public void start() {
    thread.execute(node::start);
    settings.network().join(self, this);
  }

  /**
   * Serves JSON-RPC until the node is closed.
   *
   * @param rules by which it calls itself sound
   * @return where it listens
   * @throws IOException when the address cannot be had
   */
  public InetSocketAddress serve(RpcConfig config, NodeIdentity identity, HealthRules rules)
      throws IOException {
    NodeHandle handle =
        new NodeHandle(
            chain,
            thread,
            TransactionPort.of(node),
            new NetworkPeers(settings.network(), self),
            health(rules),
            settings.keys(),
            identity);
    RpcServer server = RpcServer.start(config, handle);
    rpc = Optional.of(server);
    return server.address();
  }

  /** Whether the node is sound, by {@code rules}. */
  public HealthView health(HealthRules rules) {
    return new NodeHealth(pulse, rules, new NetworkPeers(settings.network(), self));
  }

  /** How its chain stands. */
  public Pulse<List<ChainVitals>> pulse() {
    return pulse;
  }

  /** The chain; what changes with time is read on the node's thread, {@link #thread}. */
  public Chain chain() {
    return chain;
  }

  @Override
  public NodeThread thread() {
    return thread;
  }

  @Override
  public Hash256 genesis() {
    return chain.genesis().hash();
  }

  @Override
  public BlockRef best() {
    return chain.best();
  }

  @Override
  public void onConnected(PeerId peer, BlockRef best) {
    node.onConnected(peer, best);
    validator.ifPresent(v -> v.onConnected(peer));
  }

  @Override
  public void onDisconnected(PeerId peer) {
    node.onDisconnected(peer);
    validator.ifPresent(v -> v.onDisconnected(peer));
  }

  @Override
  public void onMessage(PeerId peer, Protocol protocol, Bytes message) {
    if (protocol.ofParachains()) {
      validator.ifPresent(v -> v.onMessage(peer, protocol, message));
    } else {
      node.onMessage(peer, protocol, message);
    }
  }

  @Override
  public Optional<Bytes> onRequest(PeerId peer, Protocol protocol, Bytes request) {
    return protocol.ofParachains()
        ? validator.flatMap(v -> v.onRequest(peer, protocol, request))
        : node.onRequest(peer, protocol, request);
  }

  @Override
  public Optional<AuthorityKeys> authorities() {
    return Optional.of(authorities);
  }

  @Override
  public void close() {
    rpc.ifPresent(RpcServer::close);
    settings.network().leave(self);
    thread.close();
  }
}
