package io.braid.consensus.beefy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of polkadot-sdk's {@code substrate/client/consensus/beefy/src/worker.rs}. */
class VoteTargetVectorTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 4, 0",
    "2, 1, 1, 4, 0",
    "4, 2, 1, 4, 0",
    "6, 2, 1, 4, 6",
    "9, 4, 1, 4, 8",
    "10, 10, 1, 8, 0",
    "12, 10, 1, 8, 0",
    "18, 10, 1, 8, 18",
    "1008, 1000, 1, 4, 1004",
    "1016, 1000, 1, 4, 1008",
    "1032, 1000, 1, 4, 1016",
    "1064, 1000, 1, 4, 1032",
    "1128, 1000, 1, 4, 1064",
    "1256, 1000, 1, 4, 1128",
    "1512, 1000, 1, 4, 1256",
    "1024, 1, 1, 4, 513",
    "1008, 1002, 1, 4, 1006",
    "1010, 1002, 1, 4, 1006",
    "1016, 1006, 1, 4, 1014",
    "1044, 1012, 1, 4, 1028",
    "1064, 1014, 1, 4, 1046",
    "1136, 1008, 1, 4, 1072",
    "1008, 1002, 1004, 4, 1004",
    "1016, 1006, 1007, 4, 1007",
    "1064, 1014, 1063, 4, 1063",
    "1320, 1012, 1234, 4, 1234",
    "1128, 1008, 1008, 4, 1072"
  })
  void blocksToSignAreTheReferences(
      int finalised, int signed, int start, int minDelta, int expected) {
    assertThat(VoteTarget.of(finalised, signed, start, minDelta))
        .isEqualTo(expected == 0 ? OptionalInt.empty() : OptionalInt.of(expected));
  }
}
