package io.braid.consensus.grandpa;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.fuzz.Bounds;
import io.braid.fuzz.Canonical;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.scale.Decoded;
import java.util.List;

/** Votes, commits, catch-ups and justifications. */
class FinalityFuzzTest {
  private static final List<GrandpaAuthority> VOTERS =
      List.of(new GrandpaAuthority(Bytes.wrap(new byte[32]), 1));

  @FuzzTest
  void aGossipMessageIsReadOrRefused(byte[] input) {
    Canonical.check(GossipMessageCodec.CODEC, input, 4_096);
  }

  @FuzzTest
  void aJustificationIsJudged(byte[] input) {
    Bounds.check(
        input.length,
        16_384,
        () -> {
          if (GrandpaJustificationCodec.CODEC.tryDecode(Bytes.wrap(input))
              instanceof Decoded.Value<GrandpaJustification>(GrandpaJustification read)) {
            CommitCheck.verify(read, 0, VOTERS);
          }
        });
  }
}
