package io.braid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import io.braid.scale.Decoded;
import io.braid.xcm.VersionedAssets;
import io.braid.xcm.VersionedLocation;
import io.braid.xcm.VersionedXcm;

/**
 * Messages between consensus systems, which are written by anybody who can submit a call. Older
 * versions are written as the newest, so what is read is compared.
 */
class XcmFuzzTest {
  private static <T> void check(Codec<T> codec, byte[] input) {
    Bounds.check(
        input.length,
        4_096,
        () -> {
          if (codec.tryDecode(Bytes.wrap(input)) instanceof Decoded.Value<T>(T value)
              && !codec.decodeAll(codec.encodeToBytes(value)).equals(value)) {
            throw new AssertionError("expected to read what was written: " + value);
          }
        });
  }

  @FuzzTest
  void aProgramIsReadOrRefused(byte[] input) {
    check(VersionedXcm.CODEC, input);
  }

  @FuzzTest
  void placesAndAssetsAreReadOrRefused(byte[] input) {
    check(VersionedLocation.CODEC, input);
    check(VersionedAssets.CODEC, input);
  }
}
