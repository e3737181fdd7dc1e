package io.braid.parachains.gossip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * ChaCha20 as a source of numbers, in the way of the Rust crates {@code rand} 0.8 and {@code
 * rand_chacha}, for draws that must come out alike everywhere.
 */
public final class ChaChaRandom {
  private static final int WORDS = 16;
  private static final int DOUBLE_ROUNDS = 10;

  private final int[] input = new int[WORDS];
  private final int[] block = new int[WORDS];
  private int used = WORDS;

  /**
   * @param seed 32 bytes
   */
  public ChaChaRandom(byte[] seed) {
    ByteBuffer words =
        ByteBuffer.allocate(48)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put("expand 32-byte k".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
            .put(seed)
            .flip();
    for (int i = 0; i < 12; i++) {
      input[i] = words.getInt();
    }
  }

  /** An unbiased number below {@code bound}: the high half of a product, low halves cut off. */
  public int below(int bound) {
    long zone = ((bound << Integer.numberOfLeadingZeros(bound)) - 1) & 0xFFFFFFFFL;
    while (true) {
      long product = (next() & 0xFFFFFFFFL) * bound;
      if ((product & 0xFFFFFFFFL) <= zone) {
        return (int) (product >>> 32);
      }
    }
  }

  private int next() {
    if (used == WORDS) {
      refill();
    }
    return block[used++];
  }

  private void refill() {
    System.arraycopy(input, 0, block, 0, WORDS);
    for (int i = 0; i < DOUBLE_ROUNDS; i++) {
      for (int column = 0; column < 4; column++) {
        quarterRound(column, 4 + column, 8 + column, 12 + column);
      }
      for (int diagonal = 0; diagonal < 4; diagonal++) {
        quarterRound(
            diagonal, 4 + (diagonal + 1) % 4, 8 + (diagonal + 2) % 4, 12 + (diagonal + 3) % 4);
      }
    }
    for (int i = 0; i < WORDS; i++) {
      block[i] += input[i];
    }
    // Words 12 and 13 count the blocks; far fewer than 2^32 are ever drawn.
    input[12]++;
    used = 0;
  }

  private void quarterRound(int a, int b, int c, int d) {
    block[a] += block[b];
    block[d] = Integer.rotateLeft(block[d] ^ block[a], 16);
    block[c] += block[d];
    block[b] = Integer.rotateLeft(block[b] ^ block[c], 12);
    block[a] += block[b];
    block[d] = Integer.rotateLeft(block[d] ^ block[a], 8);
    block[c] += block[d];
    block[b] = Integer.rotateLeft(block[b] ^ block[c], 7);
  }
}
