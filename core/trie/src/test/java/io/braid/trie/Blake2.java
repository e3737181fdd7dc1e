package io.braid.trie;

import io.braid.primitives.Hash256;

/**
 * Blake2b-256 by RFC 7693, for tests only: the trie itself takes its hash function as a parameter.
 */
final class Blake2 {
  private static final long[] IV = {
    0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
    0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
  };
  private static final String[] SIGMA = {
    "0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8",
    "905724afe1bc683d", "2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a",
    "6fe9b308c2d714a5", "a2847615fb9e3cd0"
  };

  private Blake2() {}

  static Hash256 hash(byte[] data) {
    long[] state = IV.clone();
    state[0] ^= 0x01010020L;
    int blocks = Math.max(1, (data.length + 127) / 128);
    for (int i = 0; i < blocks; i++) {
      compress(state, data, i, i == blocks - 1);
    }
    byte[] out = new byte[32];
    for (int i = 0; i < 32; i++) {
      out[i] = (byte) (state[i / 8] >>> (8 * (i % 8)));
    }
    return Hash256.of(out);
  }

  private static void compress(long[] state, byte[] data, int block, boolean last) {
    long[] m = new long[16];
    for (int i = 128 * block; i < Math.min(data.length, 128 * block + 128); i++) {
      m[i % 128 / 8] |= (data[i] & 255L) << (8 * (i % 8));
    }
    long[] v = new long[16];
    System.arraycopy(state, 0, v, 0, 8);
    System.arraycopy(IV, 0, v, 8, 8);
    v[12] ^= last ? data.length : 128L * (block + 1);
    if (last) {
      v[14] = ~v[14];
    }
    for (int round = 0; round < 12; round++) {
      String order = SIGMA[round % 10];
      for (int i = 0; i < 8; i++) {
        int column = i % 4;
        int turn = i < 4 ? 0 : 1;
        mix(
            v,
            column,
            4 + (column + turn) % 4,
            8 + (column + 2 * turn) % 4,
            12 + (column + 3 * turn) % 4,
            m[Character.digit(order.charAt(2 * i), 16)],
            m[Character.digit(order.charAt(2 * i + 1), 16)]);
      }
    }
    for (int i = 0; i < 8; i++) {
      state[i] ^= v[i] ^ v[i + 8];
    }
  }

  private static void mix(long[] v, int a, int b, int c, int d, long x, long y) {
    v[a] += v[b] + x;
    v[d] = Long.rotateRight(v[d] ^ v[a], 32);
    v[c] += v[d];
    v[b] = Long.rotateRight(v[b] ^ v[c], 24);
    v[a] += v[b] + y;
    v[d] = Long.rotateRight(v[d] ^ v[a], 16);
    v[c] += v[d];
    v[b] = Long.rotateRight(v[b] ^ v[c], 63);
  }
}
