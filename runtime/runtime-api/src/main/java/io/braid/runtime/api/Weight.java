package io.braid.runtime.api;

import io.braid.scale.Compact;
import io.braid.scale.Scale;

/**
 * What executing something costs.
 *
 * @param refTime picoseconds on the reference machine, unsigned
 * @param proofSize bytes of storage proof, unsigned
 */
@Scale(path = "sp_weights::weight_v2::Weight")
public record Weight(@Compact long refTime, @Compact long proofSize) {
  public static final Weight ZERO = new Weight(0, 0);
  public static final Weight MAX = new Weight(-1L, -1L);

  /** The sum, each part stopping at 2^64 − 1. */
  public Weight add(Weight other) {
    return new Weight(plus(refTime, other.refTime), plus(proofSize, other.proofSize));
  }

  /** The difference, each part stopping at 0. */
  public Weight subtract(Weight other) {
    return new Weight(minus(refTime, other.refTime), minus(proofSize, other.proofSize));
  }

  /** The product with a small count, each part stopping at 2^64 − 1. */
  public Weight multiply(int count) {
    return new Weight(times(refTime, count), times(proofSize, count));
  }

  /** Whether any part is above the other's. */
  public boolean anyAbove(Weight limit) {
    return Long.compareUnsigned(refTime, limit.refTime) > 0
        || Long.compareUnsigned(proofSize, limit.proofSize) > 0;
  }

  /** The smaller of each part. */
  public Weight min(Weight other) {
    return new Weight(
        Long.compareUnsigned(refTime, other.refTime) < 0 ? refTime : other.refTime,
        Long.compareUnsigned(proofSize, other.proofSize) < 0 ? proofSize : other.proofSize);
  }

  private static long plus(long a, long b) {
    long sum = a + b;
    return Long.compareUnsigned(sum, a) < 0 ? -1L : sum;
  }

  private static long minus(long a, long b) {
    return Long.compareUnsigned(a, b) <= 0 ? 0 : a - b;
  }

  private static long times(long a, int count) {
    if (count == 0) {
      return 0;
    }
    long limit = Long.divideUnsigned(-1L, count);
    return Long.compareUnsigned(a, limit) > 0 ? -1L : a * count;
  }
}
