package io.braid.pallets.session;

import io.braid.primitives.Perbill;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** How bad what a validator did was: as the fraction of its stake that it costs. */
@Scale(path = "sp_staking::offence::OffenceSeverity")
@Unnamed
public record OffenceSeverity(Perbill fraction) {
  boolean worseThan(OffenceSeverity other) {
    return fraction.compareTo(other.fraction) > 0;
  }
}
