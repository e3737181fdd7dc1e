package io.braid.crypto.hash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * BLAKE2b (RFC 7693), unkeyed, with digests of 16, 32 and 64 bytes: the hash of state, blocks and
 * extrinsics. A shorter digest is a hash of its own, not a prefix of the longer one.
 */
public final class Blake2b {
  private static final int BLOCK_SIZE = 128;

  private static final long[] IV = {
    0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
    0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
  };

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Blake2b() {}

  public static byte[] hash128(byte[] input) {
    return hash(input, 0, input.length, 16);
  }

  public static byte[] hash256(byte[] input) {
    return hash(input, 0, input.length, 32);
  }

  public static byte[] hash512(byte[] input) {
    return hash(input, 0, input.length, 64);
  }

  /** The 32-byte hash of input[from, from + size). */
  public static byte[] hash256(byte[] input, int from, int size) {
    return hash(input, from, size, 32);
  }

  private static byte[] hash(byte[] input, int from, int size, int digestSize) {
    long[] state = IV.clone();
    state[0] ^= 0x01010000L ^ digestSize;
    long[] message = new long[16];
    long[] working = new long[16];
    int at = from;
    int end = from + size;
    for (; end - at > BLOCK_SIZE; at += BLOCK_SIZE) {
      for (int i = 0; i < 16; i++) {
        message[i] = (long) LONGS.get(input, at + 8 * i);
      }
      compress(state, message, working, (long) at - from + BLOCK_SIZE, 0);
    }
    readLastBlock(message, input, at, end);
    compress(state, message, working, size, -1L);
    byte[] digest = new byte[digestSize];
    for (int i = 0; i < digestSize / 8; i++) {
      LONGS.set(digest, 8 * i, state[i]);
    }
    return digest;
  }

  /** Up to 128 bytes, filled with zeros. */
  private static void readLastBlock(long[] message, byte[] input, int from, int end) {
    int word = 0;
    int at = from;
    for (; at + 8 <= end; at += 8) {
      message[word++] = (long) LONGS.get(input, at);
    }
    if (word < 16) {
      long last = 0;
      for (int shift = 0; at < end; at++, shift += 8) {
        last |= (input[at] & 255L) << shift;
      }
      message[word++] = last;
    }
    for (; word < 16; word++) {
      message[word] = 0;
    }
  }

  /**
   * The function F of RFC 7693, 3.2.
   *
   * @param total how many bytes were hashed so far, this block included
   * @param lastMask −1 for the last block, else 0
   */
  private static void compress(
      long[] state, long[] message, long[] working, long total, long lastMask) {
    System.arraycopy(state, 0, working, 0, 8);
    System.arraycopy(IV, 0, working, 8, 8);
    working[12] ^= total;
    working[14] ^= lastMask;
    Blake2bRounds.zeroToFive(working, message);
    Blake2bRounds.sixToEleven(working, message);
    for (int i = 0; i < 8; i++) {
      state[i] ^= working[i] ^ working[i + 8];
    }
  }
}
