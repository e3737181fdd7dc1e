package io.braid.parachains.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Bytes;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GridTopologyTest {
  private static final long SEED = 20261124;

  @Test
  void theTenthOfElevenStandsWithTheNinthInARowAndBelowTheFirstFourthAndSeventh() {
    GridTopology.Neighbours near = GridTopology.unshuffled(11).of(10);
    assertThat(near.row()).containsExactly(9);
    assertThat(near.column()).containsExactly(1, 4, 7);
  }

  @Test
  void aSingleValidatorHasNoNeighbours() {
    GridTopology.Neighbours near = GridTopology.unshuffled(1).of(0);
    assertThat(near.row()).isEmpty();
    assertThat(near.column()).isEmpty();
  }

  @Test
  void everybodysWordComesToAllInTwoStepsAndNobodySendsItToMoreThanTwoRootsOfThem() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int count = 1; count < 130; count++) {
      byte[] randomness = new byte[32];
      random.nextBytes(randomness);
      GridTopology grid = GridTopology.of(Bytes.wrap(randomness), count);
      for (int from = 0; from < count; from++) {
        GridTopology.Neighbours near = grid.of(from);
        Set<Integer> reached = new HashSet<>(near.row());
        reached.addAll(near.column());
        assertThat(reached.size())
            .as("seed %d, %d validators", SEED, count)
            .isLessThanOrEqualTo(2 * (int) Math.ceil(Math.sqrt(count)) + 1);
        near.row().forEach(next -> reached.addAll(grid.of(next).column()));
        near.column().forEach(next -> reached.addAll(grid.of(next).row()));
        reached.add(from);
        assertThat(reached)
            .as("seed %d, %d validators, from %d", SEED, count, from)
            .isEqualTo(new TreeSet<>(IntStream.range(0, count).boxed().toList()));
      }
    }
  }

  @Test
  void twoNeighboursSeeEachOtherInTheSameLine() {
    GridTopology grid = GridTopology.of(Bytes.wrap(new byte[32]), 37);
    for (int from = 0; from < 37; from++) {
      int self = from;
      grid.of(from).row().forEach(other -> assertThat(grid.of(other).row()).contains(self));
      grid.of(from).column().forEach(other -> assertThat(grid.of(other).column()).contains(self));
    }
  }

  @Test
  void anotherEpochShufflesOtherwise() {
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(GridTopology.of(Bytes.wrap(new byte[32]), 100).of(0))
        .isNotEqualTo(GridTopology.of(Bytes.wrap(other), 100).of(0));
  }
}
