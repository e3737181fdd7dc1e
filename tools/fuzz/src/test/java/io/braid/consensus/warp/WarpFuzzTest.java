package io.braid.consensus.warp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.consensus.chain.BlockRef;
import io.braid.fuzz.Bounds;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.scale.Decoded;
import java.util.List;

/** Proofs that lead a fresh node to the last final block, and the state behind it. */
class WarpFuzzTest {
  private static final ProvenHead GENESIS =
      new ProvenHead(
          new BlockRef(0, Hash256.ZERO),
          0,
          List.of(new GrandpaAuthority(Bytes.wrap(new byte[32]), 1)),
          0,
          List.of());

  @FuzzTest
  void aWarpProofIsFollowedOrRefused(byte[] input) {
    Bounds.check(
        input.length,
        16_384,
        () -> {
          if (WarpProofCodec.CODEC.tryDecode(Bytes.wrap(input))
              instanceof Decoded.Value<WarpProof>(WarpProof proof)) {
            GENESIS.follow(proof);
          }
        });
  }

  @FuzzTest
  void aPartOfAStateIsTakenOrRefused(byte[] input) {
    Header header = new Header(Hash256.ZERO, 1, Hash256.ZERO, Hash256.ZERO, new Digest(List.of()));
    Bounds.check(input.length, 16_384, () -> new StateDownload(header).take(Bytes.wrap(input)));
  }
}
