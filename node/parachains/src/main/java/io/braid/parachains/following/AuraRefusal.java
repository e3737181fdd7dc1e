package io.braid.parachains.following;

import io.braid.consensus.importing.HeaderRefusal;
import io.braid.primitives.Bytes;

/** Why a header is not one of an Aura chain. */
public sealed interface AuraRefusal extends HeaderRefusal {
  record NoSlot() implements AuraRefusal {}

  record NoSeal() implements AuraRefusal {}

  record SlotNotAfterParent(long parent, long found) implements AuraRefusal {}

  /** By this node's clock, with one slot of tolerance. */
  record SlotInFuture(long now, long found) implements AuraRefusal {}

  /** The parent's state does not say who may author. */
  record AuthoritiesUnknown() implements AuraRefusal {}

  record WrongSeal(long slot, Bytes expectedAuthor) implements AuraRefusal {}
}
