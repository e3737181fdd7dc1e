package io.braid.consensus.beefy;

import java.util.OptionalInt;

/** Which block is to be signed next. */
final class VoteTarget {
  private VoteTarget() {}

  /**
   * The session's first block until it is signed; then one in the middle of what is final and not
   * signed, in steps of powers of two so that validators who see finality a little apart choose the
   * same. Nothing as long as that is not final.
   *
   * @param finalised the last final block
   * @param signed the last signed block
   * @param start the session's first block
   * @param minDelta blocks between two that are signed, at least 1
   */
  static OptionalInt of(int finalised, int signed, int start, int minDelta) {
    int target = start;
    if (signed >= start) {
      int middle = (Math.max(0, finalised - signed) + 1) / 2;
      target = signed + Math.max(minDelta, nextPowerOfTwo(middle));
    }
    return target > finalised ? OptionalInt.empty() : OptionalInt.of(target);
  }

  private static int nextPowerOfTwo(int number) {
    return number <= 1 ? 1 : Integer.highestOneBit(number - 1) << 1;
  }
}
