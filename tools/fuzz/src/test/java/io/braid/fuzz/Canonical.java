package io.braid.fuzz;

import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import io.braid.scale.Decoded;

/** Types on the wire whose bytes have one meaning, and whose meaning has one form. */
public final class Canonical {
  private Canonical() {}

  /** What is read is written again as it was. */
  public static <T> void check(Codec<T> codec, byte[] input, long perByte) {
    Bytes bytes = Bytes.wrap(input);
    Bounds.check(
        input.length,
        perByte,
        () -> {
          if (codec.tryDecode(bytes) instanceof Decoded.Value<T>(T value)
              && !codec.encodeToBytes(value).equals(bytes)) {
            throw new AssertionError("expected the bytes that were read as " + value);
          }
        });
  }
}
