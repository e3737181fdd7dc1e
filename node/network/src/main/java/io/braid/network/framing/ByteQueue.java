package io.braid.network.framing;

import io.braid.primitives.Bytes;
import java.util.Arrays;

/**
 * Bytes that came and are not used yet, first in first out. Grows with what is appended: the owner
 * bounds that. For one thread.
 */
public final class ByteQueue {
  private static final int KEPT_BYTES = 1 << 16;

  private byte[] buffer = new byte[0];
  private int start;
  private int end;

  public int size() {
    return end - start;
  }

  public boolean isEmpty() {
    return start == end;
  }

  public void append(Bytes bytes) {
    append(bytes.unsafeArray(), 0, bytes.size());
  }

  /** Appends a copy of a part of {@code source}. */
  public void append(byte[] source, int from, int count) {
    if (buffer.length - end < count) {
      int size = size();
      byte[] target = size + count <= buffer.length / 2 ? buffer : grown(size + count);
      System.arraycopy(buffer, start, target, 0, size);
      buffer = target;
      start = 0;
      end = size;
    }
    System.arraycopy(source, from, buffer, end, count);
    end += count;
  }

  private byte[] grown(int needed) {
    return new byte[(int) Math.min(Integer.MAX_VALUE - 8, Math.max(64, 2L * needed))];
  }

  /** The unsigned byte at an offset from the front, less than {@link #size}. */
  public int peek(int offset) {
    if (offset >= size()) {
      throw new IllegalArgumentException("expected an offset below " + size() + ": " + offset);
    }
    return buffer[start + offset] & 255;
  }

  /** A big-endian u32 at an offset, as bits. */
  public int peekInt(int offset) {
    return peek(offset) << 24 | peek(offset + 1) << 16 | peek(offset + 2) << 8 | peek(offset + 3);
  }

  /** Removes the first {@code count} bytes, of which there must be as many. */
  public Bytes take(int count) {
    if (count > size()) {
      throw new IllegalArgumentException("expected at most " + size() + " bytes: " + count);
    }
    Bytes taken = Bytes.wrap(Arrays.copyOfRange(buffer, start, start + count));
    start += count;
    if (start == end) {
      start = 0;
      end = 0;
      if (buffer.length > KEPT_BYTES) {
        buffer = new byte[0];
      }
    }
    return taken;
  }

  public Bytes takeAll() {
    return take(size());
  }
}
