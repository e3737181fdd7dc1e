package io.braid.crypto.hash;

import static java.lang.Long.rotateRight;

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

  /** SIGMA of RFC 7693, 2.7: which message word each half mix takes; rounds 10, 11 repeat 0, 1. */
  private static final byte[] SCHEDULE = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
    11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
    7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
    9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
    2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
    12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
    13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
    6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
    10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3
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
    int at = from;
    int end = from + size;
    for (; end - at > BLOCK_SIZE; at += BLOCK_SIZE) {
      for (int i = 0; i < 16; i++) {
        message[i] = (long) LONGS.get(input, at + 8 * i);
      }
      compress(state, message, (long) at - from + BLOCK_SIZE, 0);
    }
    readLastBlock(message, input, at, end);
    compress(state, message, size, -1L);
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
   * The function F of RFC 7693, 3.2. The sixteen working words are locals, so that they stay in
   * registers.
   *
   * @param total how many bytes were hashed so far, this block included
   * @param lastMask −1 for the last block, else 0
   */
  private static void compress(long[] h, long[] m, long total, long lastMask) {
    long v0 = h[0];
    long v1 = h[1];
    long v2 = h[2];
    long v3 = h[3];
    long v4 = h[4];
    long v5 = h[5];
    long v6 = h[6];
    long v7 = h[7];
    long v8 = IV[0];
    long v9 = IV[1];
    long v10 = IV[2];
    long v11 = IV[3];
    long v12 = IV[4] ^ total;
    long v13 = IV[5];
    long v14 = IV[6] ^ lastMask;
    long v15 = IV[7];
    for (int s = 0; s < SCHEDULE.length; s += 16) {
      v0 += v4 + m[SCHEDULE[s]];
      v12 = rotateRight(v12 ^ v0, 32);
      v8 += v12;
      v4 = rotateRight(v4 ^ v8, 24);
      v0 += v4 + m[SCHEDULE[s + 1]];
      v12 = rotateRight(v12 ^ v0, 16);
      v8 += v12;
      v4 = rotateRight(v4 ^ v8, 63);
      v1 += v5 + m[SCHEDULE[s + 2]];
      v13 = rotateRight(v13 ^ v1, 32);
      v9 += v13;
      v5 = rotateRight(v5 ^ v9, 24);
      v1 += v5 + m[SCHEDULE[s + 3]];
      v13 = rotateRight(v13 ^ v1, 16);
      v9 += v13;
      v5 = rotateRight(v5 ^ v9, 63);
      v2 += v6 + m[SCHEDULE[s + 4]];
      v14 = rotateRight(v14 ^ v2, 32);
      v10 += v14;
      v6 = rotateRight(v6 ^ v10, 24);
      v2 += v6 + m[SCHEDULE[s + 5]];
      v14 = rotateRight(v14 ^ v2, 16);
      v10 += v14;
      v6 = rotateRight(v6 ^ v10, 63);
      v3 += v7 + m[SCHEDULE[s + 6]];
      v15 = rotateRight(v15 ^ v3, 32);
      v11 += v15;
      v7 = rotateRight(v7 ^ v11, 24);
      v3 += v7 + m[SCHEDULE[s + 7]];
      v15 = rotateRight(v15 ^ v3, 16);
      v11 += v15;
      v7 = rotateRight(v7 ^ v11, 63);
      v0 += v5 + m[SCHEDULE[s + 8]];
      v15 = rotateRight(v15 ^ v0, 32);
      v10 += v15;
      v5 = rotateRight(v5 ^ v10, 24);
      v0 += v5 + m[SCHEDULE[s + 9]];
      v15 = rotateRight(v15 ^ v0, 16);
      v10 += v15;
      v5 = rotateRight(v5 ^ v10, 63);
      v1 += v6 + m[SCHEDULE[s + 10]];
      v12 = rotateRight(v12 ^ v1, 32);
      v11 += v12;
      v6 = rotateRight(v6 ^ v11, 24);
      v1 += v6 + m[SCHEDULE[s + 11]];
      v12 = rotateRight(v12 ^ v1, 16);
      v11 += v12;
      v6 = rotateRight(v6 ^ v11, 63);
      v2 += v7 + m[SCHEDULE[s + 12]];
      v13 = rotateRight(v13 ^ v2, 32);
      v8 += v13;
      v7 = rotateRight(v7 ^ v8, 24);
      v2 += v7 + m[SCHEDULE[s + 13]];
      v13 = rotateRight(v13 ^ v2, 16);
      v8 += v13;
      v7 = rotateRight(v7 ^ v8, 63);
      v3 += v4 + m[SCHEDULE[s + 14]];
      v14 = rotateRight(v14 ^ v3, 32);
      v9 += v14;
      v4 = rotateRight(v4 ^ v9, 24);
      v3 += v4 + m[SCHEDULE[s + 15]];
      v14 = rotateRight(v14 ^ v3, 16);
      v9 += v14;
      v4 = rotateRight(v4 ^ v9, 63);
    }
    h[0] ^= v0 ^ v8;
    h[1] ^= v1 ^ v9;
    h[2] ^= v2 ^ v10;
    h[3] ^= v3 ^ v11;
    h[4] ^= v4 ^ v12;
    h[5] ^= v5 ^ v13;
    h[6] ^= v6 ^ v14;
    h[7] ^= v7 ^ v15;
  }
}
