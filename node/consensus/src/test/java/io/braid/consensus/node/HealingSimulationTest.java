package io.braid.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.ports.PeerId;
import io.braid.primitives.Hash256;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that fall apart for long, so that forks grow deeper than what is asked for at once. */
class HealingSimulationTest {
  private static final int SLOT_MILLIS = 2_000;

  private static void runSlots(RelayNetwork network, int slots) {
    network.world.run(Duration.ofMillis((long) slots * SLOT_MILLIS));
    assertThat(network.agrees()).isTrue();
  }

  private static boolean isLeft(PeerId node) {
    return node.equals(new PeerId("node0")) || node.equals(new PeerId("node1"));
  }

  private static Hash256 bestAt(Node node, int number) {
    return node.chain().hashAt(number).orElseThrow();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void twoHalvesFinaliseNothingApartAndOneOfTheirForksTogether(long seed) {
    RelayNetwork network = new RelayNetwork(4, seed, 0.05, SLOT_MILLIS, 10);
    runSlots(network, 10);
    network.world.link((a, b) -> isLeft(a) == isLeft(b));
    runSlots(network, 5);
    List<BlockRef> before = network.nodes.stream().map(n -> n.chain().finalised()).toList();
    runSlots(network, 150);
    Node left = network.nodes.getFirst();
    Node right = network.nodes.getLast();
    int fork = before.getFirst().number() + 80;
    assertThat(network.nodes.stream().map(n -> n.chain().finalised()).toList()).isEqualTo(before);
    assertThat(bestAt(left, fork)).isNotEqualTo(bestAt(right, fork));

    network.world.link((a, b) -> true);
    runSlots(network, 40);

    assertThat(network.leastFinalised()).as("seed %d", seed).isGreaterThan(fork + 40);
    assertThat(bestAt(left, fork)).isEqualTo(bestAt(right, fork));
  }

  @Test
  void whoWasAloneForLongLeavesItsForkForTheFinalOne() {
    RelayNetwork network = new RelayNetwork(4, 5, 0, SLOT_MILLIS, 10);
    runSlots(network, 10);
    PeerId alone = new PeerId("node3");
    network.world.link((a, b) -> !a.equals(alone) && !b.equals(alone));
    runSlots(network, 400);
    Node cut = network.nodes.getLast();
    BlockRef own = cut.chain().best();
    int finalised = cut.chain().finalised().number();
    assertThat(own.number()).isGreaterThan(finalised + 64);

    network.world.link((a, b) -> true);
    runSlots(network, 40);

    assertThat(cut.chain().finalised().number()).isGreaterThan(300);
    assertThat(cut.chain().hashAt(own.number())).isPresent().isNotEqualTo(Optional.of(own.hash()));
    assertThat(cut.chain().inTree(own.hash())).as("its fork is discarded").isFalse();
    assertThat(network.leastFinalised()).isGreaterThan(300);
  }

  @Test
  void whoJoinsHalfOfASplitNetworkFollowsTheWholeOneAfterwards() {
    RelayNetwork network = new RelayNetwork(4, 7, 0, SLOT_MILLIS, 10);
    runSlots(network, 10);
    network.world.link((a, b) -> isLeft(a) == isLeft(b));
    runSlots(network, 100);
    Node late = network.add(8, new MemoryDatabase(), Role.FULL);
    runSlots(network, 40);
    assertThat(late.chain().best().number()).isGreaterThan(50);

    network.world.link((a, b) -> true);
    runSlots(network, 60);

    assertThat(network.leastFinalised()).isGreaterThan(100);
  }
}
