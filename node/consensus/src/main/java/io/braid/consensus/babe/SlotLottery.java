package io.braid.consensus.babe;

import io.braid.crypto.hash.Blake2b;
import io.braid.primitives.U128;
import io.braid.runtime.api.babe.BabeAuthority;
import io.braid.runtime.api.babe.Epoch;
import io.braid.runtime.api.babe.Probability;
import io.braid.scale.ScaleWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** Who may author in a slot (Polkadot specification, 5.2 and 5.3). */
final class SlotLottery {
  private static final BigInteger TWO_TO_128 = BigInteger.ONE.shiftLeft(128);

  private SlotLottery() {}

  /**
   * An authority wins a slot when its VRF's score is below this: 2^128 · (1 − (1 − c)^θ), where θ
   * is its share of all weight.
   *
   * <p>The specification defines the threshold by IEEE double arithmetic, so here is the only
   * floating point of the node. {@link StrictMath} gives the same on all machines; against another
   * library's power function the last bit may differ, which a claim meets once in about 2^52 slots.
   */
  static U128 primaryThreshold(Probability c, List<BabeAuthority> authorities, int index) {
    double share = (double) c.numerator() / (double) c.denominator();
    long total = 0;
    for (BabeAuthority authority : authorities) {
      total += authority.weight();
    }
    double theta = (double) authorities.get(index).weight() / (double) total;
    double chance = 1.0 - StrictMath.pow(1.0 - share, theta);
    BigInteger threshold =
        new BigDecimal(chance).multiply(new BigDecimal(TWO_TO_128)).toBigInteger();
    return threshold.compareTo(TWO_TO_128) < 0 ? U128.of(threshold) : U128.MAX;
  }

  /** Whose turn the slot is when nobody wins it; the epoch has authorities. */
  static int secondaryAuthor(Epoch epoch, long slot) {
    byte[] seed = new ScaleWriter(40).raw(epoch.randomness()).u64(slot).toArray();
    BigInteger random = new BigInteger(1, Blake2b.hash256(seed));
    return random.mod(BigInteger.valueOf(epoch.authorities().size())).intValue();
  }
}
