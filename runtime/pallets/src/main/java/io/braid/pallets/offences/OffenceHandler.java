package io.braid.pallets.offences;

import io.braid.primitives.Perbill;
import java.util.List;

/** What follows from an offence. */
public interface OffenceHandler {
  /**
   * @param offenders all who did it in one time slot, those that were reported before too
   * @param slashFraction what each loses of its stake
   */
  void onOffence(List<OffenceDetails> offenders, Perbill slashFraction, int session);
}
