package io.braid.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.devnet.Devnet;
import io.braid.devnet.GenesisRefused;
import io.braid.devnet.definition.DefinitionFile;
import io.braid.devnet.definition.DefinitionResult;
import io.braid.devnet.definition.NetworkDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The network of {@code networks/quickstart.toml}, as {@code braid up} runs it, from a seed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuickstartSimulationTest {
  private static final Duration TIME = Duration.ofSeconds(60);

  private final SimulationRun first = run(1);

  private static SimulationRun run(long seed) {
    try {
      return SimulationRun.of(definition(), Path.of("target", "compiled-code"), seed, TIME);
    } catch (GenesisRefused e) {
      throw new AssertionError(e);
    }
  }

  private static NetworkDefinition definition() {
    Path file =
        Path.of(System.getProperty("basedir", "."))
            .resolve("../../networks/quickstart.toml")
            .normalize();
    try {
      return switch (DefinitionFile.read(
          file.toString(),
          Files.readString(file),
          Devnet.RELAY_RUNTIMES,
          Devnet.PARACHAIN_RUNTIMES)) {
        case DefinitionResult.Accepted accepted -> accepted.definition();
        case DefinitionResult.Refused refused ->
            throw new AssertionError(refused.problems().toString());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int finalNumber(SimulationRun run, String chain) {
    BlockRef block = run.finalised().get(chain);
    return block == null ? 0 : block.number();
  }

  @Test
  void blocksOfAllChainsAreFinalAndNoNodeDies() {
    assertThat(first.bugs()).isEmpty();
    assertThat(finalNumber(first, "relay")).isGreaterThan(45);
    assertThat(finalNumber(first, "hub 1000")).isGreaterThan(10);
    assertThat(finalNumber(first, "template 2000")).isGreaterThan(10);
    assertThat(first.included().keySet()).containsExactly(1000, 2000);
  }

  @Test
  void theSameSeedGivesTheSameRun() {
    SimulationRun second = run(1);

    assertThat(second.events()).isEqualTo(first.events());
    assertThat(second.best()).isEqualTo(first.best());
    assertThat(second.finalised()).isEqualTo(first.finalised());
  }

  @Test
  void anotherSeedGivesAnotherRun() {
    SimulationRun other = run(2);

    assertThat(other.bugs()).isEmpty();
    assertThat(other.best().get("relay")).isNotEqualTo(first.best().get("relay"));
    assertThat(finalNumber(other, "relay")).isGreaterThan(45);
  }
}
