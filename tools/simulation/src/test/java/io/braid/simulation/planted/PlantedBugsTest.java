package io.braid.simulation.planted;

import static io.braid.simulation.planted.PlantedBug.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.braid.devnet.GenesisRefused;
import io.braid.simulation.Faults;
import io.braid.simulation.SimulatedDefinitions;
import io.braid.simulation.SimulationRun;
import io.braid.simulation.planted.PlantedBug.SmallWorld;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The world finds bugs that are put into it, within few seeds, and the code as it is passes these
 * very seeds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlantedBugsTest {
  private static final SmallWorld CUT =
      new SmallWorld(4, 0, 60, "latency=5..150,loss=10,partitions=4", 10);
  private static final SmallWorld CRASHING = new SmallWorld(4, 0, 60, "rough,crashes=24", 10);
  private static final SmallWorld GARBAGE = new SmallWorld(7, 1, 60, "garbage=2", 4);
  private static final SmallWorld DISPUTING = new SmallWorld(7, 1, 60, "disputing=1", 3);
  private static final SmallWorld CHAFF = new SmallWorld(7, 1, 45, "withholding=2", 3);

  /** What the code as it is comes to in a world, by the world and its seed. */
  private final Map<Map.Entry<SmallWorld, Long>, List<String>> sound = new LinkedHashMap<>();

  /** In tiny networks without parachains: seconds each. */
  static Stream<PlantedBug> ofTheRelayChain() {
    return Stream.of(
        PlantedBug.of(
            CUT,
            "GRANDPA counts votes and not whether they are two thirds",
            in("consensus.grandpa.VoterSet", "threshold", Breaks.One.class)),
        PlantedBug.of(
            CRASHING,
            "a voter forgets what it said before the power failed",
            in("consensus.grandpa.SignedVotes", "load", Breaks.ForgetsVotes.class)),
        PlantedBug.of(
            CRASHING,
            "half of a commit may be on the disk",
            in("simulation.SimulatedDisk$Powered", "cutDuringCommit", Breaks.TornCut.class),
            in("consensus.chain.MemoryDatabase", "commit", Breaks.TornCommit.class)));
  }

  /** With seven validators and a parachain: more work, so not with every build. */
  static Stream<PlantedBug> ofSharedSecurity() {
    return Stream.of(
        PlantedBug.of(
            GARBAGE,
            "approval calls valid whatever the validation function says",
            in("parachains.approval.CandidateCheck", "compare", Breaks.CallsAllValid.class)),
        PlantedBug.of(
            GARBAGE,
            "approval does not compare heads and commitments",
            in("parachains.approval.CandidateCheck", "compare", Breaks.ComparesNothing.class)),
        PlantedBug.of(
            GARBAGE,
            "votes wait for neither approvals nor disputes, which have no consequences",
            in("parachains.approval.ApprovalVoting", "isApproved", Breaks.True.class),
            in("parachains.disputes.Disputes", "isUndisputed", Breaks.True.class),
            in("parachains.disputes.Reverts", "giveUp", Breaks.Nothing.class)),
        PlantedBug.of(
            GARBAGE,
            "blocks with candidates that lost are never given up",
            in("parachains.disputes.Reverts", "giveUp", Breaks.Nothing.class)),
        PlantedBug.of(
            GARBAGE,
            "authors build on blocks that were given up",
            in("consensus.chain.Chain", "giveUp", Breaks.Nothing.class)),
        PlantedBug.of(
            GARBAGE,
            "others' votes in disputes are not taken in",
            in("parachains.disputes.Disputes", "onRequest", Breaks.Empty.class),
            in("parachains.disputes.Disputes", "onSet", Breaks.Nothing.class)),
        PlantedBug.of(
            GARBAGE,
            "who was not asked to check takes no part in disputes",
            in("parachains.disputes.Disputes", "mayHaveBacked", Breaks.True.class)),
        PlantedBug.of(
            DISPUTING,
            "one vote is taken for two thirds of them",
            in("parachains.disputes.Dispute", "isSupermajority", Breaks.True.class)),
        PlantedBug.of(
            CHAFF,
            "nobody checks that chunks belong to the erasure root",
            in("parachains.availability.ProvenChunk", "belongsTo", Breaks.True.class)),
        PlantedBug.of(
            CHAFF,
            "data is dropped as soon as its block is final",
            in("parachains.availability.AvailabilityStore", "prune", Breaks.KeepsNothing.class)));
  }

  @ParameterizedTest
  @MethodSource("ofTheRelayChain")
  void aBugOfTheRelayChainIsFound(PlantedBug bug) {
    assertFound(bug);
  }

  @ParameterizedTest
  @MethodSource("ofSharedSecurity")
  @EnabledIfSystemProperty(named = "braid.nightly", matches = "true")
  void aBugOfSharedSecurityIsFound(PlantedBug bug) {
    assertFound(bug);
  }

  private void assertFound(PlantedBug bug) {
    Optional<Long> found = Optional.empty();
    for (long seed = 1; seed <= bug.world().seeds() && found.isEmpty(); seed++) {
      try (Planting planted = new Planting(bug)) {
        List<String> wrong = wrong(bug.world(), seed);
        found = wrong.isEmpty() ? Optional.empty() : Optional.of(seed);
      }
      List<String> withoutBug =
          sound.computeIfAbsent(
              Map.entry(bug.world(), seed), key -> wrong(key.getKey(), key.getValue()));
      assertThat(withoutBug).as("seed %d of %s without a bug", seed, bug.world()).isEmpty();
    }
    assertThat(found).as("the first seed of %s that shows: %s", bug.world(), bug).isPresent();
  }

  /** What is wrong in the end. */
  private static List<String> wrong(SmallWorld world, long seed) {
    try {
      Faults faults =
          switch (Faults.parse(world.faults())) {
            case Faults.Parsed.Accepted(Faults accepted) -> accepted;
            case Faults.Parsed.Refused(String reason) -> throw new AssertionError(reason);
          };
      SimulationRun run =
          SimulationRun.of(
              SimulatedDefinitions.of(world.validators(), world.paras()),
              Path.of("target", "compiled-code"),
              seed,
              Duration.ofSeconds(world.seconds()),
              faults,
              progress -> {});
      return Stream.concat(
              run.violations().stream(), run.bugs().values().stream().map(String::valueOf))
          .toList();
    } catch (GenesisRefused e) {
      throw new AssertionError(e);
    } catch (RuntimeException | StackOverflowError e) {
      // A broken node may take the world with it: that is found, too.
      return List.of(String.valueOf(e));
    }
  }
}
