package io.braid.consensus.babe;

import io.braid.consensus.importing.HeaderRefusal;

/** Why a header is no BABE block. Slots are counted from 1970. */
public sealed interface BabeRefusal extends HeaderRefusal {
  record NoClaim(String reason) implements BabeRefusal {}

  record NoSeal(String reason) implements BabeRefusal {}

  record SlotNotAfterParent(long parentSlot, long slot) implements BabeRefusal {}

  record SlotInFuture(long now, long slot) implements BabeRefusal {}

  record NoSuchAuthority(int authorities, int index) implements BabeRefusal {}

  record BadSeal(int authorityIndex) implements BabeRefusal {}

  /** The VRF proof is wrong. */
  record BadVrf(int authorityIndex) implements BabeRefusal {}

  /** The VRF output does not win the slot. */
  record AboveThreshold(int authorityIndex) implements BabeRefusal {}

  record NotTheSecondaryAuthor(int expected, int found) implements BabeRefusal {}

  record ClaimKindNotAllowed(String kind) implements BabeRefusal {}

  /** A block that begins an epoch must announce the next one. */
  record EpochNotAnnounced(long epochIndex) implements BabeRefusal {}

  record UnexpectedEpochAnnouncement(long epochIndex) implements BabeRefusal {}

  /** What is known of the parent does not reach back to an epoch's begin. */
  record EpochUnknown() implements BabeRefusal {}
}
