package io.braid.consensus.sync;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.fuzz.Bounds;
import io.braid.fuzz.Canonical;
import io.braid.primitives.Bytes;
import io.braid.scale.Decoded;

/** Blocks as peers ask for them, send them and announce them. */
class SyncMessagesFuzzTest {
  @FuzzTest
  void aBlockRequestIsReadOrRefused(byte[] input) {
    Bounds.check(
        input.length,
        4_096,
        () -> BlockRequest.decode(Bytes.wrap(input)).ifPresent(BlockRequest::encode));
  }

  @FuzzTest
  void aBlockResponseIsReadOrRefused(byte[] input) {
    Bounds.check(
        input.length,
        4_096,
        () -> {
          if (BlockResponse.decode(Bytes.wrap(input))
              instanceof Decoded.Value<BlockResponse>(BlockResponse response)) {
            response.encode(BlockRequest.Parts.ALL);
          }
        });
  }

  @FuzzTest
  void anAnnouncedBlockIsReadOrRefused(byte[] input) {
    Canonical.check(BlockAnnounceCodec.CODEC, input, 4_096);
  }
}
