package io.braid.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.BlockRef;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network that keeps its chains in a folder. */
class RestartTest {
  @Test
  void aStoppedNetworkGoesOnFromWhereItWas(@TempDir Path folder) throws Exception {
    Map<String, Integer> genesis =
        QuickstartNetwork.CHAINS.stream().collect(Collectors.toMap(chain -> chain, chain -> 0));
    Map<String, BlockRef> left;
    try (QuickstartNetwork first = QuickstartNetwork.in(folder)) {
      left = first.awaitFinalAbove(genesis, 60);
    }
    Map<String, Integer> numbers = new TreeMap<>();
    left.forEach((chain, block) -> numbers.put(chain, block.number()));

    try (QuickstartNetwork second = QuickstartNetwork.in(folder)) {
      second.awaitFinalAbove(numbers, 90);

      second
          .firstFinal()
          .forEach((chain, block) ->
              assertThat(block.number()).as(chain).isGreaterThan(numbers.get(chain)));
    }
  }
}
