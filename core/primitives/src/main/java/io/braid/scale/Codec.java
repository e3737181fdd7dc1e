package io.braid.scale;

import io.braid.primitives.Bytes;

/** How values of {@code T} are written and read in SCALE, and how the type is described. */
public interface Codec<T> {
  /** {@link #maxEncodedSize()} of a type without a bound. */
  int UNBOUNDED = Integer.MAX_VALUE;

  void encode(T value, ScaleWriter out);

  /**
   * Reads one value; leaves the reader behind its last byte.
   *
   * @throws ScaleException when the bytes are not the canonical form of a {@code T}
   */
  T decode(ScaleReader in);

  /** The description that clients find in the metadata. */
  TypeInfo type();

  /** The most bytes a value can take, or {@link #UNBOUNDED}. */
  default int maxEncodedSize() {
    return UNBOUNDED;
  }

  default byte[] encode(T value) {
    ScaleWriter out = new ScaleWriter();
    encode(value, out);
    return out.toArray();
  }

  default Bytes encodeToBytes(T value) {
    return Bytes.wrap(encode(value));
  }

  /**
   * Reads one value that must use up all bytes.
   *
   * @throws ScaleException when bytes are left over, or as {@link #decode(ScaleReader)}
   */
  default T decodeAll(byte[] bytes) {
    ScaleReader in = new ScaleReader(bytes);
    T value = decode(in);
    in.expectEnd();
    return value;
  }

  default T decodeAll(Bytes bytes) {
    return decodeAll(bytes.unsafeArray());
  }

  /** {@link #decodeAll} for bytes from outside: never throws. */
  default Decoded<T> tryDecode(Bytes bytes) {
    try {
      return new Decoded.Value<>(decodeAll(bytes));
    } catch (ScaleException e) {
      return new Decoded.Malformed<>(String.valueOf(e.getMessage()));
    }
  }
}
