package io.braid.primitives;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A 32-byte hash: of a block, a state, an extrinsic, a piece of code. Ordered as unsigned bytes.
 */
public final class Hash256 implements Comparable<Hash256> {
  public static final int SIZE = 32;
  public static final Hash256 ZERO = new Hash256(new byte[32]);

  public static final Codec<Hash256> CODEC =
      new Codec<>() {
        @Override
        public void encode(Hash256 value, ScaleWriter out) {
          out.raw(value.value);
        }

        @Override
        public Hash256 decode(ScaleReader in) {
          return new Hash256(in.raw(SIZE));
        }

        @Override
        public TypeInfo type() {
          return new TypeInfo.Composite(
              List.of("primitive_types", "H256"),
              List.of(new TypeInfo.Field("", Codecs.fixedBytes(SIZE), "[u8; 32]")));
        }

        @Override
        public int maxEncodedSize() {
          return SIZE;
        }
      };

  private final byte[] value;

  private Hash256(byte[] value) {
    this.value = value;
  }

  /**
   * A copy of 32 bytes.
   *
   * @throws IllegalArgumentException at any other length
   */
  public static Hash256 of(byte[] value) {
    if (value.length != SIZE) {
      throw new IllegalArgumentException("expected 32 bytes, found " + value.length);
    }
    return new Hash256(value.clone());
  }

  public static Hash256 of(Bytes value) {
    return of(value.unsafeArray());
  }

  /** Reads 64 hexadecimal digits, with or without {@code 0x}. */
  public static Hash256 fromHex(String hex) {
    return of(Hex.decode(hex));
  }

  public byte[] toArray() {
    return value.clone();
  }

  /** The array itself, for reading only. */
  public byte[] unsafeArray() {
    return value;
  }

  public Bytes bytes() {
    return Bytes.wrap(value);
  }

  public String hex() {
    return Hex.encode(value);
  }

  @Override
  public int compareTo(Hash256 other) {
    return bytes().compareTo(other.bytes());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hash256 that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return hex();
  }
}
