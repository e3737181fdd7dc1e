package io.braid.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Hash256;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RelaySimulationTest {
  @Test
  void fourValidatorsAuthorAndImportEachOthersBlocks() {
    RelayNetwork network = new RelayNetwork(4, 7, 0, 2_000, 10);

    network.world.run(Duration.ofSeconds(60));

    BlockRef best = network.nodes.getFirst().chain().best();
    assertThat(best.number()).isGreaterThanOrEqualTo(25);
    int settled = best.number() - 3;
    Hash256 hash = network.nodes.getFirst().chain().hashAt(settled).orElseThrow();
    for (Node node : network.nodes) {
      assertThat(node.chain().hashAt(settled)).contains(hash);
    }
    assertThat(network.world.reports()).isEmpty();
  }
}
