package io.braid.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.devnet.GenesisRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Seeds that everybody runs; {@code braid simulate --seeds} runs more. */
class FaultySimulationTest {
  private static final Duration TIME = Duration.ofSeconds(120);

  private static SimulationRun run(int validators, int paras, long seed, Faults faults) {
    try {
      return SimulationRun.of(
          SimulatedDefinitions.of(validators, paras),
          Path.of("target", "compiled-code"),
          seed,
          TIME,
          faults,
          progress -> {});
    } catch (GenesisRefused e) {
      throw new AssertionError(e);
    }
  }

  private static void assertSound(SimulationRun run, long seed) {
    assertThat(run.bugs()).as("seed %d", seed).isEmpty();
    assertThat(run.violations()).as("seed %d", seed).isEmpty();
  }

  @Test
  void aRelayChainLivesThroughPowerCutsPartitionsAndLostPackets() {
    for (long seed = 1; seed <= 10; seed++) {
      SimulationRun run = run(4, 0, seed, Faults.ROUGH);

      assertSound(run, seed);
      assertThat(run.recovered("relay")).as("seed %d", seed).isPresent();
      assertThat(run.recovered("relay").get())
          .as("seed %d", seed)
          .isLessThan(Duration.ofSeconds(20));
    }
  }

  @Test
  void oneOfFourValidatorsMaySignEverythingTwiceAndIsPunishedForIt() {
    boolean punished = false;
    for (long seed = 1; seed <= 5; seed++) {
      SimulationRun run = run(4, 0, seed, Faults.ROUGH.withTwins(1));

      assertSound(run, seed);
      punished |= run.punished().equals(Set.of("validator3", "validator3-twin"));
    }
    assertThat(punished).isTrue();
  }

  @Test
  void aParachainGoesOnAfterTheFaults() {
    SimulationRun run = run(4, 1, 1, Faults.ROUGH);

    assertSound(run, 1);
    assertThat(run.recovered("template 2000")).isPresent();
    assertThat(run.included().get(2000)).isGreaterThan(5);
  }

  @Test
  void theSameSeedHasTheSameFaults() {
    SimulationRun one = run(4, 0, 77, Faults.ROUGH);
    SimulationRun two = run(4, 0, 77, Faults.ROUGH);

    assertThat(two.events()).isEqualTo(one.events());
    assertThat(two.best()).isEqualTo(one.best());
  }

  @Test
  void whenMoreThanAThirdSignTwiceItIsSeenThatFinalityForks() {
    boolean seen = false;
    for (long seed = 1; seed <= 40 && !seen; seed++) {
      SimulationRun run = run(4, 0, seed, new Faults(5, 150, 10, 4, 0, 0, 2));
      seen = run.violations().stream().anyMatch(text -> text.contains("final at this height"));
    }
    assertThat(seen).isTrue();
  }
}
