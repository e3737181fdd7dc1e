package io.braid.pallets.offences;

import io.braid.primitives.Bytes;
import io.braid.primitives.Perbill;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Something that validators did wrong together, or one alone.
 *
 * @param kind 16 ASCII characters
 * @param timeSlot in SCALE; an offender pays once for all it did in one
 * @param session in which it happened
 * @param slashFraction what offenders lose of their stake, by how many of them there are
 */
public record Offence(
    String kind,
    Bytes timeSlot,
    int session,
    List<Offender> offenders,
    IntFunction<Perbill> slashFraction) {
  public Offence {
    if (kind.length() != 16) {
      throw new IllegalArgumentException("expected a kind of 16 characters, found " + kind);
    }
    offenders = List.copyOf(offenders);
  }

  /**
   * What equivocation costs: (3 k / n)², at most all, for k of n validators. One alone may have
   * made a mistake, a third together attack the chain.
   */
  public static IntFunction<Perbill> byShareOfValidators(int validators) {
    return offenders -> {
      long share =
          Math.min(Perbill.ACCURACY, 3L * offenders * Perbill.ACCURACY / Math.max(1, validators));
      return new Perbill((int) (share * share / Perbill.ACCURACY));
    };
  }
}
