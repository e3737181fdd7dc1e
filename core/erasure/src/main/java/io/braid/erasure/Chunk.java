package io.braid.erasure;

import io.braid.primitives.Bytes;

/**
 * One validator's piece.
 *
 * @param index zero-based position in the code
 * @param data an even number of bytes, the same for every chunk of the same data
 */
public record Chunk(int index, Bytes data) {
  public Chunk {
    if (index < 0) {
      throw new IllegalArgumentException("expected an index of at least 0, found " + index);
    }
  }
}
