package io.braid.parachains;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.grandpa.GrandpaConfig;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.consensus.node.Node;
import io.braid.consensus.node.NodePorts;
import io.braid.consensus.node.Role;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.crypto.NonceEntropy;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.pvf.DedicatedThreads;
import io.braid.executor.pvf.PvfExecutor;
import io.braid.executor.pvf.PvfLimits;
import io.braid.parachains.backing.BackingObserver;
import io.braid.parachains.backing.CollationRefusal;
import io.braid.parachains.collation.CollationOutcome;
import io.braid.parachains.following.IncludedHeads;
import io.braid.parachains.node.CollatorSettings;
import io.braid.parachains.node.ParachainNode;
import io.braid.parachains.pvf.PvfWorkers;
import io.braid.parachains.pvf.WasmPvfWorkers;
import io.braid.parachains.validator.ParachainValidator;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.HeaderCodec;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Validators of a relay chain, and a collator of one parachain with a relay node of its own. Blocks
 * run natively; validation functions run in WebAssembly, from the relay chain's state.
 */
final class ParachainNetwork {
  static final long START_MILLIS = 1_700_000_000_000L;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** A candidate from the collator to a validator, as the simulated wire carries it. */
  private static final PeerId COLLATOR = new PeerId("collator");

  final SimulatedWorld world;
  final List<Node> validators = new ArrayList<>();
  final List<ParachainValidator> parachainValidators = new ArrayList<>();
  final Node collatorRelay;
  final ParachainNode collator;
  final Chain parachain;
  final List<CollationRefusal> refusals = new ArrayList<>();
  final List<Hash256> backed = new ArrayList<>();
  final List<CollationOutcome> outcomes = new ArrayList<>();
  private final long slotMillis;

  /** What a network is made of. */
  record Setup(
      int validators,
      long seed,
      long slotMillis,
      long epochSlots,
      Bytes code,
      PvfExecutor pvfs,
      UnaryOperator<Network> collatorNetwork) {
    static Setup honest(long seed) {
      return new Setup(4, seed, 2_000, 10, Chains.TEMPLATE_CODE, STANDARD, network -> network);
    }

    Setup with(UnaryOperator<Network> tampered) {
      return new Setup(validators, seed, slotMillis, epochSlots, code, pvfs, tampered);
    }

    Setup withCode(Bytes other, PvfExecutor limits) {
      return new Setup(validators, seed, slotMillis, epochSlots, other, limits, collatorNetwork);
    }
  }

  /** Shared by all tests: the template's validation function is compiled once. */
  private static final PvfExecutor STANDARD =
      new PvfExecutor(PvfLimits.STANDARD, new DedicatedThreads(), RuntimeLog.NONE, 4);

  ParachainNetwork(Setup setup) {
    world = new SimulatedWorld(START_MILLIS, setup.seed());
    slotMillis = setup.slotMillis();
    parachain = Chains.parachain(slotMillis);
    Genesis genesis =
        Chains.relay(
            setup.validators(),
            slotMillis,
            setup.epochSlots(),
            Chains.genesisHead(parachain),
            setup.code());
    PvfWorkers workers =
        new WasmPvfWorkers(setup.pvfs(), Runnable::run, verdict -> world.at(40, verdict), DEADLINE);
    for (int i = 0; i < setup.validators(); i++) {
      addValidator(i, genesis, workers);
    }
    Chain relay = Chains.relay(genesis);
    Network network = setup.collatorNetwork().apply(world.network(COLLATOR));
    collatorRelay =
        node(COLLATOR, relay, new MemoryKeystore(NonceEntropy.NONE), Role.FULL, List.of());
    MemoryKeystore keys = new MemoryKeystore(NonceEntropy.NONE).with("aura", Chains.collator());
    collator =
        new ParachainNode(
            Chains.PARA,
            relay,
            parachain,
            new NodePorts(new Alone(), world.timers(), world, keys, world.random()),
            Optional.of(new CollatorSettings(network, slotMillis, Duration.ofMillis(500))));
    collator.onOutcome(outcomes::add);
    join(
        COLLATOR,
        collatorRelay,
        new SimulatedWorld.Member() {
          @Override
          public void onMessage(PeerId from, Protocol protocol, Bytes message) {
            collatorRelay.onMessage(from, protocol, message);
          }

          @Override
          public Optional<Bytes> onRequest(PeerId from, Protocol protocol, Bytes request) {
            if (network instanceof LyingNetwork liar && protocol == Protocol.COLLATION_REQUESTS) {
              return liar.onRequest(request);
            }
            return protocol.ofParachains()
                ? collator.onRelayRequest(from, protocol, request)
                : collatorRelay.onRequest(from, protocol, request);
          }
        });
    if (network instanceof LyingNetwork liar) {
      liar.over(this);
    }
  }

  private void addValidator(int index, Genesis genesis, PvfWorkers workers) {
    PeerId self = new PeerId("validator" + index);
    Chain chain = Chains.relay(genesis);
    MemoryKeystore keys =
        new MemoryKeystore(NonceEntropy.NONE)
            .with("babe", Chains.validator(index))
            .with("para", Chains.validator(index))
            .with("gran", Chains.voter(index));
    ParachainValidator shared =
        new ParachainValidator(
            chain,
            keys,
            world.network(self),
            world.timers(),
            workers,
            Duration.ofMillis(slotMillis / 2),
            new BackingObserver() {
              @Override
              public void onBacked(int paraId, Hash256 candidate) {
                backed.add(candidate);
              }

              @Override
              public void onRefused(CandidateDescriptor candidate, CollationRefusal reason) {
                refusals.add(reason);
              }
            });
    Node node = node(self, chain, keys, Role.AUTHORITY, List.of(shared.inherent()));
    validators.add(node);
    parachainValidators.add(shared);
    join(
        self,
        node,
        new SimulatedWorld.Member() {
          @Override
          public void onMessage(PeerId from, Protocol protocol, Bytes message) {
            if (protocol.ofParachains()) {
              shared.onMessage(from, protocol, message);
            } else {
              node.onMessage(from, protocol, message);
            }
          }

          @Override
          public Optional<Bytes> onRequest(PeerId from, Protocol protocol, Bytes request) {
            return protocol.ofParachains()
                ? shared.onRequest(from, protocol, request)
                : node.onRequest(from, protocol, request);
          }
        });
  }

  private Node node(
      PeerId self, Chain chain, MemoryKeystore keys, Role role, List<InherentDataProvider> more) {
    List<InherentDataProvider> inherents = new ArrayList<>();
    inherents.add(InherentDataProvider.TIMESTAMP);
    inherents.addAll(more);
    return new Node(
        chain,
        new NodePorts(world.network(self), world.timers(), world, keys, world.random()),
        role,
        inherents,
        new GrandpaConfig(Duration.ofMillis(300)));
  }

  private final List<PeerId> joined = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  private void join(PeerId self, Node node, SimulatedWorld.Member member) {
    for (int i = 0; i < joined.size(); i++) {
      nodes.get(i).onConnected(self, node.chain().best());
      node.onConnected(joined.get(i), nodes.get(i).chain().best());
    }
    joined.add(self);
    nodes.add(node);
    world.join(self, member);
    node.start();
  }

  /** Lets this many slots of the relay chain go by. */
  void runSlots(int slots) {
    world.run(Duration.ofMillis(slots * slotMillis));
  }

  Chain relay() {
    return validators.getFirst().chain();
  }

  /** The number of the parachain block that a relay block has included. */
  int included(BlockRef relayBlock) {
    Bytes head = new IncludedHeads(relay(), Chains.PARA).head(relayBlock.hash()).orElseThrow();
    return HeaderCodec.CODEC.decodeAll(head).number();
  }

  /** Nobody else speaks the parachain's own protocols. */
  private static final class Alone implements Network {
    @Override
    public List<PeerId> peers() {
      return List.of();
    }

    @Override
    public void send(PeerId peer, Protocol protocol, Bytes message) {}

    @Override
    public void request(
        PeerId peer,
        Protocol protocol,
        Bytes request,
        java.util.function.Consumer<Optional<Bytes>> answer) {}

    @Override
    public void report(PeerId peer, String reason) {}
  }
}
