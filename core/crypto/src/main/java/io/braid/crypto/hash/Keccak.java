package io.braid.crypto.hash;

import static java.lang.Long.rotateLeft;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Keccak with the padding of its first publication (0x01), as Ethereum uses it; SHA-3 (FIPS 202)
 * differs in the padding only.
 */
public final class Keccak {
  /** Bytes in the permutation's state. */
  public static final int STATE_SIZE = 200;

  private static final long[] ROUND_CONSTANTS = {
    1L, 0x8082L, 0x800000000000808aL, 0x8000000080008000L,
    0x808bL, 0x80000001L, 0x8000000080008081L, 0x8000000000008009L,
    0x8aL, 0x88L, 0x80008009L, 0x8000000aL,
    0x8000808bL, 0x800000000000008bL, 0x8000000000008089L, 0x8000000000008003L,
    0x8000000000008002L, 0x8000000000000080L, 0x800aL, 0x800000008000000aL,
    0x8000000080008081L, 0x8000000000008080L, 0x80000001L, 0x8000000080008008L
  };

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Keccak() {}

  public static byte[] hash256(byte[] input) {
    return hash(input, 32);
  }

  public static byte[] hash512(byte[] input) {
    return hash(input, 64);
  }

  private static byte[] hash(byte[] input, int digestSize) {
    int rate = STATE_SIZE - 2 * digestSize;
    byte[] state = new byte[STATE_SIZE];
    int at = 0;
    for (; input.length - at >= rate; at += rate) {
      for (int i = 0; i < rate; i++) {
        state[i] ^= input[at + i];
      }
      permute(state);
    }
    for (int i = 0; at + i < input.length; i++) {
      state[i] ^= input[at + i];
    }
    state[input.length - at] ^= 1;
    state[rate - 1] ^= (byte) 0x80;
    permute(state);
    byte[] digest = new byte[digestSize];
    System.arraycopy(state, 0, digest, 0, digestSize);
    return digest;
  }

  /** Keccak-f[1600] in place, on 200 bytes: 25 little-endian lanes, lane x + 5·y at 8·(x + 5·y). */
  public static void permute(byte[] state) {
    long a0 = (long) LONGS.get(state, 0);
    long a1 = (long) LONGS.get(state, 8);
    long a2 = (long) LONGS.get(state, 16);
    long a3 = (long) LONGS.get(state, 24);
    long a4 = (long) LONGS.get(state, 32);
    long a5 = (long) LONGS.get(state, 40);
    long a6 = (long) LONGS.get(state, 48);
    long a7 = (long) LONGS.get(state, 56);
    long a8 = (long) LONGS.get(state, 64);
    long a9 = (long) LONGS.get(state, 72);
    long a10 = (long) LONGS.get(state, 80);
    long a11 = (long) LONGS.get(state, 88);
    long a12 = (long) LONGS.get(state, 96);
    long a13 = (long) LONGS.get(state, 104);
    long a14 = (long) LONGS.get(state, 112);
    long a15 = (long) LONGS.get(state, 120);
    long a16 = (long) LONGS.get(state, 128);
    long a17 = (long) LONGS.get(state, 136);
    long a18 = (long) LONGS.get(state, 144);
    long a19 = (long) LONGS.get(state, 152);
    long a20 = (long) LONGS.get(state, 160);
    long a21 = (long) LONGS.get(state, 168);
    long a22 = (long) LONGS.get(state, 176);
    long a23 = (long) LONGS.get(state, 184);
    long a24 = (long) LONGS.get(state, 192);
    for (long roundConstant : ROUND_CONSTANTS) {
      long c0 = a0 ^ a5 ^ a10 ^ a15 ^ a20;
      long c1 = a1 ^ a6 ^ a11 ^ a16 ^ a21;
      long c2 = a2 ^ a7 ^ a12 ^ a17 ^ a22;
      long c3 = a3 ^ a8 ^ a13 ^ a18 ^ a23;
      long c4 = a4 ^ a9 ^ a14 ^ a19 ^ a24;
      long d0 = c4 ^ rotateLeft(c1, 1);
      long d1 = c0 ^ rotateLeft(c2, 1);
      long d2 = c1 ^ rotateLeft(c3, 1);
      long d3 = c2 ^ rotateLeft(c4, 1);
      long d4 = c3 ^ rotateLeft(c0, 1);
      long b0 = a0 ^ d0;
      long b1 = rotateLeft(a6 ^ d1, 44);
      long b2 = rotateLeft(a12 ^ d2, 43);
      long b3 = rotateLeft(a18 ^ d3, 21);
      long b4 = rotateLeft(a24 ^ d4, 14);
      long b5 = rotateLeft(a3 ^ d3, 28);
      long b6 = rotateLeft(a9 ^ d4, 20);
      long b7 = rotateLeft(a10 ^ d0, 3);
      long b8 = rotateLeft(a16 ^ d1, 45);
      long b9 = rotateLeft(a22 ^ d2, 61);
      long b10 = rotateLeft(a1 ^ d1, 1);
      long b11 = rotateLeft(a7 ^ d2, 6);
      long b12 = rotateLeft(a13 ^ d3, 25);
      long b13 = rotateLeft(a19 ^ d4, 8);
      long b14 = rotateLeft(a20 ^ d0, 18);
      long b15 = rotateLeft(a4 ^ d4, 27);
      long b16 = rotateLeft(a5 ^ d0, 36);
      long b17 = rotateLeft(a11 ^ d1, 10);
      long b18 = rotateLeft(a17 ^ d2, 15);
      long b19 = rotateLeft(a23 ^ d3, 56);
      long b20 = rotateLeft(a2 ^ d2, 62);
      long b21 = rotateLeft(a8 ^ d3, 55);
      long b22 = rotateLeft(a14 ^ d4, 39);
      long b23 = rotateLeft(a15 ^ d0, 41);
      long b24 = rotateLeft(a21 ^ d1, 2);
      a0 = b0 ^ (~b1 & b2) ^ roundConstant;
      a1 = b1 ^ (~b2 & b3);
      a2 = b2 ^ (~b3 & b4);
      a3 = b3 ^ (~b4 & b0);
      a4 = b4 ^ (~b0 & b1);
      a5 = b5 ^ (~b6 & b7);
      a6 = b6 ^ (~b7 & b8);
      a7 = b7 ^ (~b8 & b9);
      a8 = b8 ^ (~b9 & b5);
      a9 = b9 ^ (~b5 & b6);
      a10 = b10 ^ (~b11 & b12);
      a11 = b11 ^ (~b12 & b13);
      a12 = b12 ^ (~b13 & b14);
      a13 = b13 ^ (~b14 & b10);
      a14 = b14 ^ (~b10 & b11);
      a15 = b15 ^ (~b16 & b17);
      a16 = b16 ^ (~b17 & b18);
      a17 = b17 ^ (~b18 & b19);
      a18 = b18 ^ (~b19 & b15);
      a19 = b19 ^ (~b15 & b16);
      a20 = b20 ^ (~b21 & b22);
      a21 = b21 ^ (~b22 & b23);
      a22 = b22 ^ (~b23 & b24);
      a23 = b23 ^ (~b24 & b20);
      a24 = b24 ^ (~b20 & b21);
    }
    LONGS.set(state, 0, a0);
    LONGS.set(state, 8, a1);
    LONGS.set(state, 16, a2);
    LONGS.set(state, 24, a3);
    LONGS.set(state, 32, a4);
    LONGS.set(state, 40, a5);
    LONGS.set(state, 48, a6);
    LONGS.set(state, 56, a7);
    LONGS.set(state, 64, a8);
    LONGS.set(state, 72, a9);
    LONGS.set(state, 80, a10);
    LONGS.set(state, 88, a11);
    LONGS.set(state, 96, a12);
    LONGS.set(state, 104, a13);
    LONGS.set(state, 112, a14);
    LONGS.set(state, 120, a15);
    LONGS.set(state, 128, a16);
    LONGS.set(state, 136, a17);
    LONGS.set(state, 144, a18);
    LONGS.set(state, 152, a19);
    LONGS.set(state, 160, a20);
    LONGS.set(state, 168, a21);
    LONGS.set(state, 176, a22);
    LONGS.set(state, 184, a23);
    LONGS.set(state, 192, a24);
  }
}
