package io.braid.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.StatePruning;
import io.braid.devnet.Devnet;
import io.braid.devnet.DevnetListener;
import io.braid.devnet.DevnetOptions;
import io.braid.devnet.definition.DefinitionFile;
import io.braid.devnet.definition.DefinitionResult;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.executor.ExecutionStrategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The network of {@code networks/quickstart.toml}, as {@code braid up} runs it, from a seed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuickstartSimulationTest {
  private static final Duration TIME = Duration.ofSeconds(60);

  /** What a run left behind. */
  private static final class Run implements DevnetListener {
    private final TreeMap<String, BlockRef> best = new TreeMap<>();
    private final TreeMap<String, BlockRef> finalised = new TreeMap<>();
    private final TreeMap<Integer, Integer> included = new TreeMap<>();
    private final List<String> bugs = new ArrayList<>();
    private long events;

    static Run of(long seed) throws Exception {
      Run run = new Run();
      SimulatedWorld world = new SimulatedWorld(seed);
      DevnetOptions options =
          new DevnetOptions(
              ExecutionStrategy.AUTO,
              Optional.empty(),
              StatePruning.DEFAULT,
              Optional.of(Path.of("target", "compiled-code")));
      try (Devnet devnet = Devnet.start(definition(), options, world, run)) {
        world.run(TIME);
      }
      run.events = world.events();
      return run;
    }

    int finalNumber(String chain) {
      return finalised.containsKey(chain)
          ? Objects.requireNonNull(finalised.get(chain)).number()
          : 0;
    }

    @Override
    public void onNode(String name, String chain, String role, String url) {}

    @Override
    public void onBest(String chain, BlockRef block) {
      best.put(chain, block);
    }

    @Override
    public void onFinalised(String chain, BlockRef block) {
      finalised.put(chain, block);
    }

    @Override
    public void onBacked(int paraId) {}

    @Override
    public void onIncluded(int paraId, int number) {
      included.merge(paraId, number, Math::max);
    }

    @Override
    public void onBug(String node, Throwable bug) {
      bugs.add(node + ": " + bug);
    }
  }

  private Run first = new Run();

  private static NetworkDefinition definition() throws IOException {
    Path file =
        Path.of(System.getProperty("basedir", "."))
            .resolve("../../networks/quickstart.toml")
            .normalize();
    return switch (DefinitionFile.read(
        file.toString(),
        Files.readString(file),
        Devnet.RELAY_RUNTIMES,
        Devnet.PARACHAIN_RUNTIMES)) {
      case DefinitionResult.Accepted accepted -> accepted.definition().withoutPorts();
      case DefinitionResult.Refused refused ->
          throw new AssertionError(refused.problems().toString());
    };
  }

  @BeforeAll
  void runOnce() throws Exception {
    first = Run.of(1);
  }

  @Test
  void blocksOfAllChainsAreFinalAndNoNodeDies() {
    assertThat(first.bugs).isEmpty();
    assertThat(first.finalNumber("relay")).isGreaterThan(45);
    assertThat(first.finalNumber("hub 1000")).isGreaterThan(10);
    assertThat(first.finalNumber("template 2000")).isGreaterThan(10);
    assertThat(first.included.keySet()).containsExactly(1000, 2000);
  }

  @Test
  void theSameSeedGivesTheSameRun() throws Exception {
    Run second = Run.of(1);

    assertThat(second.events).isEqualTo(first.events);
    assertThat(second.best).isEqualTo(first.best);
    assertThat(second.finalised).isEqualTo(first.finalised);
  }

  @Test
  void anotherSeedGivesAnotherRun() throws Exception {
    Run other = Run.of(2);

    assertThat(other.bugs).isEmpty();
    assertThat(other.best.get("relay")).isNotEqualTo(first.best.get("relay"));
    assertThat(other.finalNumber("relay")).isGreaterThan(45);
  }
}
