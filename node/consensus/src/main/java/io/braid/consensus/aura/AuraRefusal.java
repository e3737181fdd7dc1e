package io.braid.consensus.aura;

import io.braid.consensus.importing.HeaderRefusal;

/** Why a header is no Aura block. Slots are counted from 1970. */
public sealed interface AuraRefusal extends HeaderRefusal {
  record NoClaim() implements AuraRefusal {}

  record NoSeal() implements AuraRefusal {}

  record SlotBeforeParent(long parentSlot, long slot) implements AuraRefusal {}

  record SlotInFuture(long now, long slot) implements AuraRefusal {}

  /** The parent's runtime names no authorities. */
  record NoAuthorities() implements AuraRefusal {}

  /** The seal is not that of the authority whose turn it is. */
  record BadSeal(int authorityIndex) implements AuraRefusal {}
}
