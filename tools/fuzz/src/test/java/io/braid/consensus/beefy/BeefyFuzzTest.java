package io.braid.consensus.beefy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.fuzz.Bounds;
import io.braid.fuzz.Canonical;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.beefy.BeefyValidatorSet;
import io.braid.scale.Decoded;
import java.util.List;

/** What a BEEFY voter reads of its peers. */
class BeefyFuzzTest {
  private static final BeefyValidatorSet VALIDATORS =
      new BeefyValidatorSet(List.of(Bytes.wrap(new byte[33])), 0);

  @FuzzTest
  void aMessageIsReadOrRefused(byte[] input) {
    Canonical.check(BeefyMessage.CODEC, input, 4_096);
  }

  @FuzzTest
  void aProofIsJudged(byte[] input) {
    Bounds.check(
        input.length,
        16_384,
        () -> {
          if (SignedCommitment.CODEC.tryDecode(Bytes.wrap(input))
              instanceof Decoded.Value<SignedCommitment>(SignedCommitment read)) {
            read.isSignedBy(VALIDATORS);
          }
        });
  }
}
