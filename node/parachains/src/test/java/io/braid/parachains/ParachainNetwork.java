package io.braid.parachains;

import io.braid.chains.relay.RelayGenesis;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Database;
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
import io.braid.consensus.ports.Timers;
import io.braid.crypto.NonceEntropy;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.pvf.DedicatedThreads;
import io.braid.executor.pvf.PvfExecutor;
import io.braid.executor.pvf.PvfLimits;
import io.braid.parachains.approval.ApprovalObserver;
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
import io.braid.runtime.api.parachains.CandidateReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Validators of a relay chain, and parachain nodes, each with a relay-chain node of its own. Blocks
 * run natively; validation functions run in WebAssembly, from the relay chain's state.
 */
final class ParachainNetwork {
  static final long START_MILLIS = 1_700_000_000_000L;
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  /** Shared by all tests: the template's validation function is compiled once. */
  private static final PvfExecutor STANDARD =
      new PvfExecutor(PvfLimits.STANDARD, new DedicatedThreads(), RuntimeLog.NONE, 4);

  /** A node of a parachain and the relay-chain node that it follows. */
  record Member(Node relay, ParachainNode node) {}

  /**
   * What a network is made of.
   *
   * @param paras parachains, each with one collator; ascending
   * @param extraCores parachains that have more than one core, once for each core more
   * @param code their validation function
   * @param collatorNetwork what stands between collators and validators
   * @param judges what stands between a validator, by its index, and its validations
   */
  record Setup(
      int validators,
      long seed,
      long slotMillis,
      long epochSlots,
      List<Integer> paras,
      List<Integer> extraCores,
      Bytes code,
      PvfExecutor pvfs,
      UnaryOperator<Network> collatorNetwork,
      BiFunction<Integer, PvfWorkers, PvfWorkers> judges) {
    static Setup honest(long seed) {
      return new Setup(
          4,
          seed,
          2_000,
          10,
          List.of(Chains.PARA),
          List.of(),
          Chains.TEMPLATE_CODE,
          STANDARD,
          network -> network,
          (validator, workers) -> workers);
    }

    Setup with(UnaryOperator<Network> tampered) {
      return new Setup(
          validators,
          seed,
          slotMillis,
          epochSlots,
          paras,
          extraCores,
          code,
          pvfs,
          tampered,
          judges);
    }

    Setup withCode(Bytes other, PvfExecutor limits) {
      return new Setup(
          validators,
          seed,
          slotMillis,
          epochSlots,
          paras,
          extraCores,
          other,
          limits,
          collatorNetwork,
          judges);
    }

    Setup withParas(List<Integer> ids) {
      return new Setup(
          validators,
          seed,
          slotMillis,
          epochSlots,
          ids,
          extraCores,
          code,
          pvfs,
          collatorNetwork,
          judges);
    }

    Setup withValidators(int count) {
      return new Setup(
          count,
          seed,
          slotMillis,
          epochSlots,
          paras,
          extraCores,
          code,
          pvfs,
          collatorNetwork,
          judges);
    }

    Setup withEpochSlots(long slots) {
      return new Setup(
          validators,
          seed,
          slotMillis,
          slots,
          paras,
          extraCores,
          code,
          pvfs,
          collatorNetwork,
          judges);
    }

    Setup withExtraCores(List<Integer> ids) {
      return new Setup(
          validators,
          seed,
          slotMillis,
          epochSlots,
          paras,
          ids,
          code,
          pvfs,
          collatorNetwork,
          judges);
    }

    Setup withJudges(BiFunction<Integer, PvfWorkers, PvfWorkers> others) {
      return new Setup(
          validators,
          seed,
          slotMillis,
          epochSlots,
          paras,
          extraCores,
          code,
          pvfs,
          collatorNetwork,
          others);
    }
  }

  final SimulatedWorld world;
  final List<Node> validators = new ArrayList<>();
  final List<ParachainValidator> parachainValidators = new ArrayList<>();
  final List<Member> collators = new ArrayList<>();
  final List<CollationRefusal> refusals = new ArrayList<>();
  final List<Hash256> backed = new ArrayList<>();

  /** Included candidates that a validator found to be invalid, once for each who did. */
  final List<CandidateReceipt> found = new ArrayList<>();

  /** Validators, by their index, that were found to have seconded two candidates. */
  final List<Integer> equivocators = new ArrayList<>();

  final List<CollationOutcome> outcomes = new ArrayList<>();
  private final Setup setup;
  private final Genesis genesis;
  private final List<PeerId> joined = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  ParachainNetwork(Setup setup) {
    this.setup = setup;
    world = new SimulatedWorld(START_MILLIS, setup.seed());
    List<RelayGenesis.Parachain> registered = new ArrayList<>();
    for (int id : setup.paras()) {
      Bytes head = Chains.genesisHead(Chains.parachain(id, setup.slotMillis()));
      registered.add(new RelayGenesis.Parachain(id, head, setup.code()));
    }
    genesis =
        Chains.relay(
            setup.validators(),
            setup.slotMillis(),
            setup.epochSlots(),
            registered,
            setup.extraCores());
    PvfWorkers workers =
        new WasmPvfWorkers(setup.pvfs(), Runnable::run, verdict -> world.at(40, verdict), DEADLINE);
    for (int i = 0; i < setup.validators(); i++) {
      addValidator(i, setup.judges().apply(i, workers));
    }
    for (int id : setup.paras()) {
      collators.add(addParachainNode("collator" + id, id, true));
    }
  }

  private void addValidator(int index, PvfWorkers workers) {
    PeerId self = new PeerId("validator" + index);
    Chain chain = Chains.relay(genesis);
    MemoryKeystore keys =
        new MemoryKeystore(NonceEntropy.NONE)
            .with("babe", Chains.validator(index))
            .with("para", Chains.validator(index))
            .with("asgn", Chains.validator(index))
            .with("gran", Chains.voter(index));
    ParachainValidator shared =
        new ParachainValidator(
            chain,
            new NodePorts(world.network(self), world.timers(), world, keys, world.random()),
            workers,
            Duration.ofMillis(setup.slotMillis() / 2),
            observer(),
            approvals());
    Node node = node(self, chain, world.timers(), keys, Role.AUTHORITY, List.of(shared.inherent()));
    node.voter().targetBy(shared.finalityTarget());
    shared.submitTo(node::submit);
    validators.add(node);
    parachainValidators.add(shared);
    world.authority(Chains.validator(index).accountId().bytes(), self);
    join(
        self,
        node,
        new SimulatedWorld.Member() {
          @Override
          public void onConnected(PeerId peer) {
            shared.onConnected(peer);
          }

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

  private ApprovalObserver approvals() {
    return new ApprovalObserver() {
      @Override
      public void onInvalid(CandidateReceipt candidate, String reason) {
        found.add(candidate);
      }
    };
  }

  private BackingObserver observer() {
    return new BackingObserver() {
      @Override
      public void onBacked(int paraId, Hash256 candidate) {
        backed.add(candidate);
      }

      @Override
      public void onRefused(CandidateDescriptor candidate, CollationRefusal reason) {
        refusals.add(reason);
      }

      @Override
      public void onEquivocation(Hash256 relayParent, int validatorIndex) {
        equivocators.add(validatorIndex);
      }
    };
  }

  /** Adds a node of a parachain, with a relay-chain node of its own. */
  Member addParachainNode(String name, int paraId, boolean collates) {
    return addParachainNode(
        name,
        paraId,
        collates,
        Chains.relay(genesis),
        Chains.parachain(paraId, setup.slotMillis()),
        Runnable::run);
  }

  /** Opens the relay chain in a database. */
  Chain relay(Database database) {
    return Chains.relay(genesis, database);
  }

  /**
   * Adds a node of a parachain with its chains.
   *
   * @param life runs whatever happens to it, as long as it lives
   */
  Member addParachainNode(
      String name,
      int paraId,
      boolean collates,
      Chain relay,
      Chain parachain,
      Consumer<Runnable> life) {
    Timers timers = (delay, task) -> world.at(delay.toMillis(), () -> life.accept(task));
    PeerId self = new PeerId(name);
    PeerId onParachain = new PeerId(name + "/" + paraId);
    Network network =
        collates ? setup.collatorNetwork().apply(world.network(self)) : world.network(self);
    Node relayNode =
        node(self, relay, timers, new MemoryKeystore(NonceEntropy.NONE), Role.FULL, List.of());
    MemoryKeystore keys = new MemoryKeystore(NonceEntropy.NONE);
    if (collates) {
      keys.with("aura", Chains.collator());
    }
    ParachainNode node =
        new ParachainNode(
            paraId,
            relay,
            parachain,
            new NodePorts(world.network(onParachain), timers, world, keys, world.random()),
            collates
                ? Optional.of(
                    new CollatorSettings(network, setup.slotMillis(), Duration.ofMillis(500)))
                : Optional.empty());
    node.onOutcome(outcomes::add);
    Member member = new Member(relayNode, node);
    join(self, relayNode, living(relayLink(member, network), life));
    joinParachain(onParachain, node, life);
    if (network instanceof LyingNetwork liar) {
      liar.over(member);
    }
    return member;
  }

  private static SimulatedWorld.Member relayLink(Member member, Network network) {
    return new SimulatedWorld.Member() {
      @Override
      public void onMessage(PeerId from, Protocol protocol, Bytes message) {
        if (protocol == Protocol.COLLATION) {
          member.node.offers().ifPresent(offers -> offers.onMessage(from, message));
        } else {
          member.relay.onMessage(from, protocol, message);
        }
      }

      @Override
      public void onConnected(PeerId peer) {
        member.node.offers().ifPresent(offers -> offers.onConnected(peer));
      }

      @Override
      public Optional<Bytes> onRequest(PeerId from, Protocol protocol, Bytes request) {
        if (protocol != Protocol.COLLATION_FETCHING) {
          return member.relay.onRequest(from, protocol, request);
        }
        return network instanceof LyingNetwork liar
            ? liar.onRequest(request)
            : member.node.offers().flatMap(offers -> offers.onRequest(request));
      }
    };
  }

  private final Map<PeerId, ParachainNode> onParachains = new LinkedHashMap<>();

  /** What comes from the network, as long as the node lives. */
  private static SimulatedWorld.Member living(
      SimulatedWorld.Member member, Consumer<Runnable> life) {
    return new SimulatedWorld.Member() {
      @Override
      public void onConnected(PeerId peer) {
        life.accept(() -> member.onConnected(peer));
      }

      @Override
      public void onMessage(PeerId from, Protocol protocol, Bytes message) {
        life.accept(() -> member.onMessage(from, protocol, message));
      }

      @Override
      public Optional<Bytes> onRequest(PeerId from, Protocol protocol, Bytes request) {
        List<Bytes> answer = new ArrayList<>();
        life.accept(() -> member.onRequest(from, protocol, request).ifPresent(answer::add));
        return answer.stream().findFirst();
      }
    };
  }

  private void joinParachain(PeerId self, ParachainNode node, Consumer<Runnable> life) {
    for (PeerId peer : world.network(self).peers()) {
      ParachainNode other = Objects.requireNonNull(onParachains.get(peer));
      other.onConnected(self, node.chain().best());
      node.onConnected(peer, other.chain().best());
    }
    onParachains.put(self, node);
    world.join(
        self,
        living(
            new SimulatedWorld.Member() {
              @Override
              public void onMessage(PeerId from, Protocol protocol, Bytes message) {
                node.onMessage(from, protocol, message);
              }

              @Override
              public Optional<Bytes> onRequest(PeerId from, Protocol protocol, Bytes request) {
                return node.onRequest(from, protocol, request);
              }
            },
            life));
  }

  private Node node(
      PeerId self,
      Chain chain,
      Timers timers,
      MemoryKeystore keys,
      Role role,
      List<InherentDataProvider> more) {
    List<InherentDataProvider> inherents = new ArrayList<>();
    inherents.add(InherentDataProvider.TIMESTAMP);
    inherents.addAll(more);
    return new Node(
        chain,
        new NodePorts(world.network(self), timers, world, keys, world.random()),
        role,
        inherents,
        new GrandpaConfig(Duration.ofMillis(300)));
  }

  private void join(PeerId self, Node node, SimulatedWorld.Member member) {
    for (int i = 0; i < joined.size(); i++) {
      nodes.get(i).onConnected(self, node.chain().best());
      node.onConnected(joined.get(i), nodes.get(i).chain().best());
    }
    joined.add(self);
    nodes.add(node);
    world.join(self, member);
    for (PeerId other : world.network(self).peers()) {
      world.at(1, () -> world.introduce(self, other));
    }
    node.start();
  }

  /** Lets this many slots of the relay chain go by. */
  void runSlots(int slots) {
    world.run(Duration.ofMillis(slots * setup.slotMillis()));
  }

  Chain relay() {
    return validators.getFirst().chain();
  }

  /** The first parachain, as its collator knows it. */
  Chain parachain() {
    return collators.getFirst().node().chain();
  }

  /** The number of the first parachain's block that a relay block has included. */
  int included(BlockRef relayBlock) {
    return included(relayBlock, setup.paras().getFirst());
  }

  int included(BlockRef relayBlock, int paraId) {
    Bytes head = new IncludedHeads(relay(), paraId).head(relayBlock.hash()).orElseThrow();
    return HeaderCodec.CODEC.decodeAll(head).number();
  }
}
