package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.parachains.following.IncludedHeads;
import org.junit.jupiter.api.Test;

class SharedSecuritySimulationTest {
  @Test
  void parachainBlocksAreBackedIncludedAndFinal() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(7));

    network.runSlots(30);

    assertThat(network.refusals).isEmpty();
    assertThat(network.backed).isNotEmpty();
    BlockRef best = network.relay().best();
    assertThat(best.number()).isGreaterThan(24);
    assertThat(network.included(best)).as("included, of %s", network.outcomes).isGreaterThan(7);
    BlockRef finalised = network.relay().finalised();
    assertThat(finalised.number()).isGreaterThan(20);
    assertThat(new IncludedHeads(network.relay(), Chains.PARA).finalBlock())
        .contains(network.parachain.finalised().hash());
    assertThat(network.parachain.finalised().number()).isGreaterThan(5);
    assertThat(network.world.reports()).isEmpty();
  }
}
