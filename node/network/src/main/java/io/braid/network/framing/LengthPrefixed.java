package io.braid.network.framing;

import io.braid.primitives.Bytes;
import java.io.ByteArrayOutputStream;

/** Messages behind their length, an unsigned LEB128 varint. */
public final class LengthPrefixed {
  /** Lengths above 2³⁵ − 1 are refused before their last byte. */
  private static final int MAX_PREFIX_BYTES = 5;

  private LengthPrefixed() {}

  /** What stands at the front of a queue. */
  public sealed interface Read {
    /** A message, taken from the queue without its length. */
    record Message(Bytes content) implements Read {}

    /** The beginning of a message, left in the queue. */
    record Incomplete() implements Read {}

    /** No message, or a larger one than is accepted. */
    record Refused(String reason) implements Read {}
  }

  /**
   * Takes a message.
   *
   * @param maxBytes its largest size without the length
   */
  public static Read read(ByteQueue from, int maxBytes) {
    long length = 0;
    for (int i = 0; i < from.size(); i++) {
      if (i == MAX_PREFIX_BYTES) {
        return new Read.Refused("expected a length of at most " + MAX_PREFIX_BYTES + " bytes");
      }
      int next = from.peek(i);
      length |= (long) (next & 127) << 7 * i;
      if (next < 128) {
        return read(from, i + 1, length, maxBytes);
      }
    }
    return from.size() >= MAX_PREFIX_BYTES
        ? new Read.Refused("expected a length of at most " + MAX_PREFIX_BYTES + " bytes")
        : new Read.Incomplete();
  }

  private static Read read(ByteQueue from, int prefix, long length, int maxBytes) {
    if (length > maxBytes) {
      return new Read.Refused("expected at most " + maxBytes + " bytes, found " + length);
    }
    if (from.size() - prefix < length) {
      return new Read.Incomplete();
    }
    from.take(prefix);
    return new Read.Message(from.take((int) length));
  }

  /** A message with its length in front. */
  public static Bytes write(Bytes message) {
    return Bytes.concat(varint(message.size()), message);
  }

  /** An unsigned number. */
  public static Bytes varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(MAX_PREFIX_BYTES);
    long rest = value;
    while ((rest & ~127L) != 0) {
      out.write((int) (rest & 127 | 128));
      rest >>>= 7;
    }
    out.write((int) rest);
    return Bytes.wrap(out.toByteArray());
  }
}
