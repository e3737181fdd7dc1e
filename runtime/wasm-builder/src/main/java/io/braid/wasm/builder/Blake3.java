package io.braid.wasm.builder;

import java.util.Arrays;

/**
 * The hash BLAKE3 with 32 bytes of output, without a key (the BLAKE3 paper, 2020). It is here and
 * not among the cryptography of the chain because only builds need it: for a runtime's metadata
 * hash.
 */
final class Blake3 {
  private static final int BLOCK_BYTES = 64;
  private static final int CHUNK_BYTES = 1024;
  private static final int ROUNDS = 7;

  private static final int CHUNK_START = 1;
  private static final int CHUNK_END = 2;
  private static final int PARENT = 4;
  private static final int ROOT = 8;

  private static final int[] INITIAL = {
    0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19
  };

  /** Where each word of the block comes from in the next round. */
  private static final int[] NEXT_ROUND = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};

  private Blake3() {}

  static byte[] hash(byte[] input) {
    int[] words = node(input, 0, input.length, 0, ROOT);
    byte[] hash = new byte[32];
    for (int i = 0; i < hash.length; i++) {
      hash[i] = (byte) (words[i / 4] >>> (8 * (i % 4)));
    }
    return hash;
  }

  /** The chaining value of the tree over a part of the input. */
  private static int[] node(byte[] input, int from, int length, long firstChunk, int rootFlag) {
    if (length <= CHUNK_BYTES) {
      return chunk(input, from, length, firstChunk, rootFlag);
    }
    int chunksBeforeLast = (length - 1) / CHUNK_BYTES;
    int leftChunks = Integer.highestOneBit(chunksBeforeLast);
    int leftBytes = leftChunks * CHUNK_BYTES;
    int[] block = Arrays.copyOf(node(input, from, leftBytes, firstChunk, 0), 16);
    int[] right = node(input, from + leftBytes, length - leftBytes, firstChunk + leftChunks, 0);
    System.arraycopy(right, 0, block, 8, 8);
    return compress(INITIAL, block, 0, BLOCK_BYTES, PARENT | rootFlag);
  }

  private static int[] chunk(byte[] input, int from, int length, long number, int rootFlag) {
    int[] value = INITIAL;
    int blocks = Math.max(1, (length + BLOCK_BYTES - 1) / BLOCK_BYTES);
    for (int i = 0; i < blocks; i++) {
      int start = i * BLOCK_BYTES;
      int size = Math.min(BLOCK_BYTES, length - start);
      int flags = (i == 0 ? CHUNK_START : 0) | (i == blocks - 1 ? CHUNK_END | rootFlag : 0);
      value = compress(value, words(input, from + start, size), number, size, flags);
    }
    return value;
  }

  /** A block as little-endian words, filled up with zeros. */
  private static int[] words(byte[] input, int from, int size) {
    int[] words = new int[16];
    for (int i = 0; i < size; i++) {
      words[i / 4] |= (input[from + i] & 255) << (8 * (i % 4));
    }
    return words;
  }

  private static int[] compress(int[] value, int[] block, long counter, int size, int flags) {
    int[] state = Arrays.copyOf(value, 16);
    System.arraycopy(INITIAL, 0, state, 8, 4);
    state[12] = (int) counter;
    state[13] = (int) (counter >>> 32);
    state[14] = size;
    state[15] = flags;
    int[] message = block;
    for (int round = 0; round < ROUNDS; round++) {
      mixAll(state, message);
      message = permuted(message);
    }
    int[] out = new int[8];
    for (int i = 0; i < out.length; i++) {
      out[i] = state[i] ^ state[i + 8];
    }
    return out;
  }

  private static int[] permuted(int[] message) {
    int[] next = new int[message.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = message[NEXT_ROUND[i]];
    }
    return next;
  }

  /** One round: the columns, then the diagonals. */
  private static void mixAll(int[] s, int[] m) {
    for (int i = 0; i < 4; i++) {
      mix(s, i, i + 4, i + 8, i + 12, m[2 * i], m[2 * i + 1]);
    }
    for (int i = 0; i < 4; i++) {
      int b = 4 + (i + 1) % 4;
      int c = 8 + (i + 2) % 4;
      int d = 12 + (i + 3) % 4;
      mix(s, i, b, c, d, m[8 + 2 * i], m[9 + 2 * i]);
    }
  }

  private static void mix(int[] s, int a, int b, int c, int d, int x, int y) {
    s[a] += s[b] + x;
    s[d] = Integer.rotateRight(s[d] ^ s[a], 16);
    s[c] += s[d];
    s[b] = Integer.rotateRight(s[b] ^ s[c], 12);
    s[a] += s[b] + y;
    s[d] = Integer.rotateRight(s[d] ^ s[a], 8);
    s[c] += s[d];
    s[b] = Integer.rotateRight(s[b] ^ s[c], 7);
  }
}
