package io.braid.primitives;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.scale.TypeInfo;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who signs and owns: 32 bytes, a public key or a derived address. Ordered as unsigned bytes. */
public final class AccountId implements Comparable<AccountId> {
  public static final int SIZE = 32;

  public static final Codec<AccountId> CODEC =
      new Codec<>() {
        @Override
        public void encode(AccountId value, ScaleWriter out) {
          out.raw(value.value);
        }

        @Override
        public AccountId decode(ScaleReader in) {
          return new AccountId(in.raw(SIZE));
        }

        @Override
        public TypeInfo type() {
          return new TypeInfo.Composite(
              List.of("sp_core", "crypto", "AccountId32"),
              List.of(new TypeInfo.Field("", Codecs.fixedBytes(SIZE), "[u8; 32]")));
        }

        @Override
        public int maxEncodedSize() {
          return SIZE;
        }
      };

  private final byte[] value;

  private AccountId(byte[] value) {
    this.value = value;
  }

  /**
   * A copy of 32 bytes.
   *
   * @throws IllegalArgumentException at any other length
   */
  public static AccountId of(byte[] value) {
    if (value.length != SIZE) {
      throw new IllegalArgumentException("expected 32 bytes, found " + value.length);
    }
    return new AccountId(value.clone());
  }

  public static AccountId of(Bytes value) {
    return of(value.unsafeArray());
  }

  /** Reads 64 hexadecimal digits, with or without {@code 0x}. */
  public static AccountId fromHex(String hex) {
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
  public int compareTo(AccountId other) {
    return bytes().compareTo(other.bytes());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AccountId that && Arrays.equals(value, that.value);
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
