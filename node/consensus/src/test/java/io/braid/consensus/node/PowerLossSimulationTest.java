package io.braid.consensus.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Networks whose validators lose power again and again, each in the middle of some commit, while
 * the others go on. The count of seeds can be raised with the system property {@code braid.seeds}.
 */
class PowerLossSimulationTest {
  private static final int LOSSES = 30;

  static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("braid.seeds", 8));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void validatorsComeBackWithAllTheyToldAndSignNothingTwice(long seed) {
    FailingValidators validators = new FailingValidators(seed, write -> false);

    validators.runUntilLosses(LOSSES);
    validators.mend();
    int before = validators.leastFinalised();
    validators.run(40);

    assertThat(validators.offences()).as("seed %d", seed).isEmpty();
    assertThat(validators.leastFinalised()).as(validators.standing()).isGreaterThan(before + 8);
    assertThat(validators.signedVotes()).as("seed %d", seed).isGreaterThan(4 * LOSSES);
  }

  /** What the test above would see if a signature could leave before it is noted. */
  @ParameterizedTest
  @ValueSource(strings = {"grandpa/signed", "authoring/signed-slots/BABE"})
  void withoutTheRecordOfWhatWasSignedValidatorsSignTwice(String record) {
    List<String> offences = new ArrayList<>();
    for (long seed = 1; offences.isEmpty() && seed <= 60; seed++) {
      FailingValidators validators =
          new FailingValidators(seed, write -> write.key().equals(Bytes.utf8(record)));
      validators.runUntilLosses(LOSSES);
      offences.addAll(validators.offences());
    }

    assertThat(offences).isNotEmpty();
  }
}
