package io.braid.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.MemoryDatabase;
import java.time.Duration;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks that fall apart and heal at random while messages get lost, with one validator that runs
 * twice. The count of seeds can be raised with the system property {@code braid.seeds}.
 */
class PartitionSimulationTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("braid.seeds", 4));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noTwoNodesFinaliseDifferentBlocksAndFinalityReturnsWithTheLinks(long seed) {
    Random random = new Random(seed);
    int validators = 4 + random.nextInt(5);
    RelayNetwork network = new RelayNetwork(validators, seed, 0.1, 2_000, 10);
    network.add("twin", random.nextInt(validators), new MemoryDatabase(), Role.AUTHORITY);
    for (int i = 0; i < 8; i++) {
      int cut = random.nextInt(3) == 0 ? 0 : random.nextInt(1 << 16);
      network.world.link((a, b) -> side(a.name(), cut) == side(b.name(), cut));
      network.world.run(Duration.ofSeconds(1 + random.nextInt(12)));
      assertThat(network.agrees()).as("seed %d", seed).isTrue();
    }
    network.world.link((a, b) -> true);
    network.world.run(Duration.ofSeconds(60));
    int before = network.leastFinalised();
    network.world.run(Duration.ofSeconds(40));

    assertThat(network.agrees()).as("seed %d", seed).isTrue();
    assertThat(network.leastFinalised()).as("seed %d", seed).isGreaterThan(before + 8);
  }

  private static int side(String name, int cut) {
    return cut >>> Math.floorMod(name.hashCode(), 16) & 1;
  }
}
