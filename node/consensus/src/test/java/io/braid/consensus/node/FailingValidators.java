package io.braid.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.chain.ChainSettings;
import io.braid.consensus.chain.ForkChoice;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.executor.ExecutionStrategy;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieKeys;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Four validators, each with a disk that outlives its power. What comes back is looked over before
 * it joins again.
 */
final class FailingValidators {
  private static final int COUNT = 4;
  private static final int SLOT_MILLIS = 2_000;

  /** Commits that a node lives at most; it makes some four in a second. */
  private static final int MAX_COMMITS = 60;

  private static final int MAX_DOWN_MILLIS = 6_000;

  /** Half of them are back after that time. */
  private static final int SOON_MILLIS = 500;

  private final long seed;
  private final Predicate<Batch.Write> forgotten;
  private final Random random;
  private final RelayNetwork network;
  private final Wiretap tap = new Wiretap();
  private final List<Validator> validators = new ArrayList<>();
  private int losses;
  private boolean failing = true;

  /**
   * @param forgotten what never reaches the disks, against all promises
   */
  FailingValidators(long seed, Predicate<Batch.Write> forgotten) {
    this.seed = seed;
    this.forgotten = forgotten;
    random = new Random(seed);
    SimulatedWorld world = new SimulatedWorld(RelayNetwork.START_MILLIS, seed, 0.05);
    network = new RelayNetwork(COUNT, world, SLOT_MILLIS, 10);
    world.tap(tap::hear);
    world.onPowerLoss(this::onPowerLoss);
    for (int i = 0; i < COUNT; i++) {
      validators.add(new Validator(i, seed % 2 == 0 ? StatePruning.ARCHIVE : window()));
    }
    validators.forEach(validator -> later(0, validator::switchOn));
    later(5_000, this::changeVoters);
  }

  private StatePruning window() {
    return new StatePruning.Window(1 + random.nextInt(8));
  }

  private void later(long millis, Runnable task) {
    network.world.timers().after(Duration.ofMillis(millis), task);
  }

  /** Has the network take another set of voters, whoever is up to submit it. */
  private void changeVoters() {
    Optional<Node> up = validators.stream().flatMap(v -> v.node.stream()).findFirst();
    up.ifPresentOrElse(
        node -> node.submit(network.changeOfVoter(node.chain(), 2)),
        () -> later(500, this::changeVoters));
  }

  private void onPowerLoss(PowerLossDisk.PowerLoss loss) {
    validators.stream()
        .filter(validator -> validator.power == loss.disk)
        .forEach(Validator::goDown);
  }

  /** Runs until the power failed that often. */
  void runUntilLosses(int count) {
    while (losses < count) {
      run(1);
    }
  }

  /** Lets no power fail from now on, and those that are down come back. */
  void mend() {
    failing = false;
    validators.forEach(Validator::switchOff);
    run(2 * MAX_DOWN_MILLIS / 1_000);
  }

  void run(int seconds) {
    network.world.run(Duration.ofSeconds(seconds));
    for (Validator each : validators) {
      each.node.ifPresent(this::requireAgreement);
    }
  }

  private void requireAgreement(Node node) {
    Chain chain = node.chain();
    for (Validator other : validators) {
      other
          .told
          .filter(told -> told.number() <= chain.finalised().number())
          .ifPresent(
              told -> assertThat(chain.hashAt(told.number())).as(when()).contains(told.hash()));
    }
  }

  private String when() {
    return "seed %d, after %d power losses".formatted(seed, losses);
  }

  int leastFinalised() {
    return validators.stream()
        .mapToInt(each -> each.node.orElseThrow().chain().finalised().number())
        .min()
        .orElseThrow();
  }

  /** Where each validator stands, for messages. */
  String standing() {
    StringBuilder text = new StringBuilder(when());
    for (Validator each : validators) {
      Node node = each.node.orElseThrow();
      text.append(
          "; best %s final %s set %d round %d"
              .formatted(
                  node.chain().best(),
                  node.chain().finalised(),
                  node.voter().setId(),
                  node.voter().round()));
    }
    return text.toString();
  }

  List<String> offences() {
    return tap.offences();
  }

  int signedVotes() {
    return tap.votes();
  }

  /** One validator: its disk, and the node that runs on it while there is power. */
  private final class Validator {
    private final int index;
    private final PeerId self;
    private final ChainSettings settings;
    private final MemoryDatabase disk = new MemoryDatabase();

    /** The highest block that it called final. */
    private Optional<BlockRef> told = Optional.empty();

    private PowerLossDisk power = new PowerLossDisk(disk, 0, true, write -> false);
    private Optional<Node> node = Optional.empty();

    Validator(int index, StatePruning pruning) {
      this.index = index;
      self = new PeerId("node" + index);
      settings = new ChainSettings(pruning, Runnable::run, ForkChoice.HEAVIEST);
    }

    void switchOn() {
      int commits = failing ? random.nextInt(MAX_COMMITS) : Integer.MAX_VALUE;
      power = new PowerLossDisk(disk, commits, random.nextBoolean(), forgotten);
      Chain chain = network.open(power, settings, ExecutionStrategy.NATIVE);
      lookOver(chain);
      chain.addListener(
          new ChainListener() {
            @Override
            public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
              told = Optional.of(finalised.getLast());
            }
          });
      // Clocks may be a slot behind, so that a slot comes twice.
      Duration behind = Duration.ofMillis(random.nextInt(2) * SLOT_MILLIS);
      InstantSource clock = () -> network.world.instant().minus(behind);
      Node made = network.node(chain, index, Role.AUTHORITY, whilePowered(power), clock);
      node = Optional.of(made);
      network.world.join(self, made);
    }

    /** What was told to others or called final must be there, whole. */
    private void lookOver(Chain chain) {
      told.ifPresent(block -> {
        assertThat(chain.finalised().number()).as(when()).isGreaterThanOrEqualTo(block.number());
        assertThat(chain.hashAt(block.number())).as(when()).contains(block.hash());
      });
      for (Hash256 announced : tap.announcedBy(self)) {
        assertThat(chain.isKnown(announced)).as(when()).isTrue();
      }
      requireWholeState(chain, chain.best());
      requireWholeState(chain, chain.finalised());
      BlockRef at = chain.best();
      while (at.number() > 0) {
        assertThat(chain.hashAt(at.number())).as(when()).contains(at.hash());
        assertThat(chain.body(at.hash())).as(when()).isPresent();
        Header header = chain.header(at.hash()).orElseThrow();
        at = new BlockRef(at.number() - 1, header.parentHash());
      }
      assertThat(at).as(when()).isEqualTo(chain.genesis());
    }

    private void requireWholeState(Chain chain, BlockRef block) {
      StateTrie state = chain.state(block.hash()).orElseThrow();
      TrieKeys keys = state.keys(Bytes.EMPTY);
      int count = 0;
      for (Optional<Bytes> key = keys.next(); key.isPresent(); key = keys.next()) {
        assertThat(state.get(key.get())).as(when()).isPresent();
        count++;
      }
      assertThat(count).as(when()).isGreaterThan(20);
    }

    void goDown() {
      losses++;
      later(random.nextInt(random.nextBoolean() ? SOON_MILLIS : MAX_DOWN_MILLIS), this::switchOn);
      if (node.isPresent()) {
        node = Optional.empty();
        network.world.leave(self);
      }
    }

    /** Ends the node as one that loses power does, without a commit under way. */
    void switchOff() {
      if (node.isPresent()) {
        power.cut();
        goDown();
      }
    }

    /** A node that is without power sends nothing more. */
    private Network whilePowered(PowerLossDisk needed) {
      Network link = network.world.network(self);
      return new Network() {
        @Override
        public PeerId self() {
          return link.self();
        }

        @Override
        public Optional<PeerId> authority(Bytes discoveryKey) {
          return link.authority(discoveryKey);
        }

        @Override
        public List<PeerId> peers() {
          return link.peers();
        }

        @Override
        public void send(PeerId peer, Protocol protocol, Bytes message) {
          if (!needed.isLost()) {
            link.send(peer, protocol, message);
          }
        }

        @Override
        public void request(
            PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer) {
          link.request(
              peer,
              protocol,
              request,
              response -> {
                if (!needed.isLost()) {
                  answer.accept(response);
                }
              });
        }

        @Override
        public void report(PeerId peer, String reason) {
          link.report(peer, reason);
        }
      };
    }
  }
}
