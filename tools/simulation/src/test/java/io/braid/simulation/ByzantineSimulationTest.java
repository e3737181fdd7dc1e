package io.braid.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.devnet.GenesisRefused;
import io.braid.simulation.byzantine.Attack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every role does its harm, and less than a third of such validators comes to nothing. */
class ByzantineSimulationTest {
  private static final int VALIDATORS = 7;

  private static SimulationRun run(String faults, int seconds) {
    return run(VALIDATORS, faults, seconds);
  }

  private static SimulationRun run(int validators, String faults, int seconds) {
    return switch (Faults.parse(faults)) {
      case Faults.Parsed.Refused(String reason) -> throw new AssertionError(reason);
      case Faults.Parsed.Accepted(Faults accepted) -> {
        try {
          yield SimulationRun.of(
              SimulatedDefinitions.of(validators, 1),
              Path.of("target", "compiled-code"),
              1,
              Duration.ofSeconds(seconds),
              accepted,
              progress -> {});
        } catch (GenesisRefused e) {
          throw new AssertionError(e);
        }
      }
    };
  }

  private static void assertSound(SimulationRun run) {
    assertThat(run.bugs()).isEmpty();
    assertThat(run.violations()).as("harm %s", run.harm()).isEmpty();
    assertThat(run.judged()).isPositive();
  }

  @Test
  void garbageIsBackedAndIncludedAndFoundOutAndGivenUpAndItsBackersAreDisabled() {
    // Two of a group of three: the third must vote against what his own group has backed.
    SimulationRun run = run("garbage=2", 60);

    assertSound(run);
    assertThat(run.roles()).hasSize(2);
    assertThat(run.harm())
        .containsKeys(
            "invalid candidates offered",
            "invalid candidates backed by a validator",
            "invalid candidates included",
            "disputes that the candidate lost");
    assertThat(run.punished()).containsExactlyInAnyOrderElementsOf(run.roles().keySet());
  }

  @Test
  void whoCallsValidCandidatesInvalidLosesAndIsDisabledAndWhoWithholdsDataIsNotNeeded() {
    SimulationRun run = run("disputing=1,withholding=1", 60);

    assertSound(run);
    assertThat(run.harm())
        .containsKeys(
            "valid candidates called invalid",
            "disputes that the candidate won",
            "requests for data left unanswered")
        .doesNotContainKey("disputes that the candidate lost");
    assertThat(run.punished())
        .containsExactlyElementsOf(
            run.roles().entrySet().stream()
                .filter(each -> each.getValue() == Attack.DISPUTING)
                .map(Map.Entry::getKey)
                .toList());
  }

  @Test
  void aParachainGoesOnBesideALazyCollatorAndValidatorsUnderAFlood() {
    SimulationRun run = run("flooding=1,lazy=1", 45);

    assertSound(run);
    assertThat(run.harm()).containsKeys("messages flooded", "candidates advertised and kept");
    assertThat(run.included().get(2_000)).isGreaterThan(4);
    assertThat(run.punished()).isEmpty();
  }

  /** Ten validators are more work: not with every build. */
  @Test
  @EnabledIfSystemProperty(named = "braid.nightly", matches = "true")
  void garbageThatSomebodyBesideItsBackersApprovesIsNotFinalEither() {
    SimulationRun run = run(10, "garbage=2,approving=1", 60);

    assertSound(run);
    assertThat(run.harm())
        .containsKeys(
            "invalid candidates included",
            "invalid candidates approved",
            "disputes that the candidate lost");
  }
}
