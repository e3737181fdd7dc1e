package io.braid.crypto.hash;

import static java.lang.Long.rotateLeft;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Twox: xxHash64 of the input under the seeds 0, 1, 2, …, each as 8 little-endian bytes, joined.
 * Fast and not cryptographic: only for inputs that nobody can choose, such as pallet and storage
 * names.
 */
public final class Twox {
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Twox() {}

  public static byte[] hash64(byte[] input) {
    return hash(input, 1);
  }

  public static byte[] hash128(byte[] input) {
    return hash(input, 2);
  }

  public static byte[] hash256(byte[] input) {
    return hash(input, 4);
  }

  private static byte[] hash(byte[] input, int count) {
    byte[] result = new byte[8 * count];
    for (int seed = 0; seed < count; seed++) {
      LONGS.set(result, 8 * seed, xxHash64(input, seed));
    }
    return result;
  }

  private static long xxHash64(byte[] input, long seed) {
    int at = 0;
    long hash;
    if (input.length >= 32) {
      long lane1 = seed + PRIME_1 + PRIME_2;
      long lane2 = seed + PRIME_2;
      long lane3 = seed;
      long lane4 = seed - PRIME_1;
      for (; at + 32 <= input.length; at += 32) {
        lane1 = round(lane1, (long) LONGS.get(input, at));
        lane2 = round(lane2, (long) LONGS.get(input, at + 8));
        lane3 = round(lane3, (long) LONGS.get(input, at + 16));
        lane4 = round(lane4, (long) LONGS.get(input, at + 24));
      }
      hash =
          rotateLeft(lane1, 1)
              + rotateLeft(lane2, 7)
              + rotateLeft(lane3, 12)
              + rotateLeft(lane4, 18);
      hash = merge(merge(merge(merge(hash, lane1), lane2), lane3), lane4);
    } else {
      hash = seed + PRIME_5;
    }
    hash += input.length;
    return avalanche(tail(input, at, hash));
  }

  private static long tail(byte[] input, int from, long hash) {
    int at = from;
    long result = hash;
    for (; at + 8 <= input.length; at += 8) {
      long word = round(0, (long) LONGS.get(input, at));
      result = rotateLeft(result ^ word, 27) * PRIME_1 + PRIME_4;
    }
    if (at + 4 <= input.length) {
      long word = Integer.toUnsignedLong((int) INTS.get(input, at));
      result = rotateLeft(result ^ word * PRIME_1, 23) * PRIME_2 + PRIME_3;
      at += 4;
    }
    for (; at < input.length; at++) {
      result = rotateLeft(result ^ (input[at] & 255) * PRIME_5, 11) * PRIME_1;
    }
    return result;
  }

  private static long round(long lane, long word) {
    return rotateLeft(lane + word * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
  }

  private static long avalanche(long hash) {
    long result = (hash ^ hash >>> 33) * PRIME_2;
    result = (result ^ result >>> 29) * PRIME_3;
    return result ^ result >>> 32;
  }
}
