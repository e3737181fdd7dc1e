package io.braid.parachains.approval;

import io.braid.primitives.Bits;
import java.util.ArrayList;
import java.util.List;

/** Sets of small numbers as rows of bits that end with a 1, the form in which they are sent. */
final class Bitfield {
  private Bitfield() {}

  /**
   * @param members at least one
   */
  static Bits of(List<Integer> members) {
    Bits bits = Bits.zeros(members.stream().max(Integer::compare).orElseThrow() + 1);
    for (int member : members) {
      bits = bits.with(member, true);
    }
    return bits;
  }

  /** Ascending. */
  static List<Integer> members(Bits bits) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < bits.size(); i++) {
      if (bits.get(i)) {
        found.add(i);
      }
    }
    return found;
  }

  /** Whether it is a set of one number or more, each below {@code bound}. */
  static boolean isProper(Bits bits, int bound) {
    return bits.size() > 0 && bits.size() <= bound && bits.get(bits.size() - 1);
  }
}
