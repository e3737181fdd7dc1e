package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.ports.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElasticScalingSimulationTest {
  private static final int WARM_UP = 6;
  private static final int MEASURED = 12;

  /**
   * So that no session ends meanwhile, which takes all that waits for availability off its cores.
   */
  private static final long LONG_EPOCH = 100;

  /** How many parachain blocks each of the relay chain's blocks after the warm-up included. */
  private static List<Integer> included(ParachainNetwork network) {
    network.runSlots(WARM_UP + MEASURED);
    Chain relay = network.relay();
    List<Integer> perBlock = new ArrayList<>();
    BlockRef best = relay.best();
    for (int number = WARM_UP; number <= best.number(); number++) {
      BlockRef before = at(relay, number - 1);
      BlockRef block = at(relay, number);
      perBlock.add(network.included(block) - network.included(before));
    }
    assertThat(perBlock).hasSizeGreaterThan(MEASURED / 2);
    return perBlock;
  }

  private static BlockRef at(Chain relay, int number) {
    return new BlockRef(number, relay.ancestorAt(relay.best().hash(), number).orElseThrow());
  }

  private static double mean(List<Integer> counts) {
    return counts.stream().mapToInt(Integer::intValue).average().orElseThrow();
  }

  @Test
  void aParachainOnOneCoreHasABlockInEveryRelayBlock() {
    List<Integer> perBlock =
        included(
            new ParachainNetwork(ParachainNetwork.Setup.honest(71).withEpochSlots(LONG_EPOCH)));

    // Where two relay blocks shared a slot, a block on the one that lost is lost too; waiting for
    // inclusion, the chain would have at most one in two.
    assertThat(perBlock).allMatch(count -> count <= 1);
    assertThat(mean(perBlock)).describedAs("%s", perBlock).isGreaterThan(0.7);
  }

  @Test
  void blocksThatNoValidatorCouldFetchAreGivenUpAndTheChainGoesOn() {
    ParachainNetwork network =
        new ParachainNetwork(ParachainNetwork.Setup.honest(73).withEpochSlots(LONG_EPOCH));
    network.runSlots(6);
    int before = network.included(network.relay().best());
    assertThat(before).isPositive();

    network.world.pass((protocol, message) -> protocol != Protocol.COLLATION_FETCHING);
    network.runSlots(6);
    // What had been fetched before is included still.
    int silent = network.included(network.relay().best());
    assertThat(silent).isLessThanOrEqualTo(before + 3);

    network.world.pass((protocol, message) -> true);
    network.runSlots(12);
    assertThat(network.included(network.relay().best())).isGreaterThan(silent + 3);
  }

  @Test
  void aParachainOnThreeCoresHasThreeBlocksInEveryRelayBlock() {
    ParachainNetwork network =
        new ParachainNetwork(
            ParachainNetwork.Setup.honest(72)
                .withValidators(6)
                .withEpochSlots(LONG_EPOCH)
                .withExtraCores(List.of(Chains.PARA, Chains.PARA)));

    List<Integer> perBlock = included(network);

    assertThat(network.refusals).isEmpty();
    assertThat(perBlock).allMatch(count -> count <= 3);
    assertThat(mean(perBlock)).describedAs("%s", perBlock).isGreaterThan(2.1);
  }
}
