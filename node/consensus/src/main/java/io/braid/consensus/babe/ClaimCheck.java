package io.braid.consensus.babe;

import io.braid.crypto.merlin.Transcript;
import io.braid.crypto.sr25519.BabeVrf;
import io.braid.crypto.sr25519.Sr25519;
import io.braid.crypto.sr25519.Sr25519Vrf;
import io.braid.crypto.sr25519.VrfInOut;
import io.braid.crypto.sr25519.VrfSignature;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.babe.AllowedSlots;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.Epoch;
import java.util.Optional;

/** Judges a claim to a slot and the seal under it, by the epoch that the slot is in. */
final class ClaimCheck {
  private final Epoch epoch;
  private final BabePreDigest claim;

  ClaimCheck(Epoch epoch, BabePreDigest claim) {
    this.epoch = epoch;
    this.claim = claim;
  }

  static Transcript vrfInput(Epoch epoch, long slot) {
    return BabeVrf.input(Hash256.of(epoch.randomness()), slot, epoch.epochIndex());
  }

  /**
   * What is wrong, if anything.
   *
   * @param unsealed the hash of the header without its seal
   */
  Optional<BabeRefusal> mistake(Hash256 unsealed, Bytes seal) {
    int index = claim.authorityIndex();
    if (index >= epoch.authorities().size()) {
      return Optional.of(new BabeRefusal.NoSuchAuthority(epoch.authorities().size(), index));
    }
    byte[] author = epoch.authorities().get(index).id().unsafeArray();
    if (!Sr25519.verify(seal.unsafeArray(), unsealed.unsafeArray(), author)) {
      return Optional.of(new BabeRefusal.BadSeal(index));
    }
    AllowedSlots allowed = epoch.config().allowedSlots();
    return switch (claim) {
      case BabePreDigest.Primary p ->
          primary(author, new VrfSignature(p.vrfOutput(), p.vrfProof()));
      case BabePreDigest.SecondaryPlain s ->
          allowed == AllowedSlots.PRIMARY_AND_SECONDARY_PLAIN_SLOTS
              ? turn()
              : Optional.of(new BabeRefusal.ClaimKindNotAllowed("secondary plain"));
      case BabePreDigest.SecondaryVrf s ->
          allowed == AllowedSlots.PRIMARY_AND_SECONDARY_VRF_SLOTS
              ? turn().or(() -> vrf(author, new VrfSignature(s.vrfOutput(), s.vrfProof())))
              : Optional.of(new BabeRefusal.ClaimKindNotAllowed("secondary with VRF"));
    };
  }

  private Optional<BabeRefusal> primary(byte[] author, VrfSignature signature) {
    Optional<VrfInOut> verified =
        Sr25519Vrf.verify(author, vrfInput(epoch, claim.slot()), signature);
    if (verified.isEmpty()) {
      return Optional.of(new BabeRefusal.BadVrf(claim.authorityIndex()));
    }
    boolean wins =
        BabeVrf.authoringScore(verified.get())
                .compareTo(
                    SlotLottery.primaryThreshold(
                        epoch.config().c(), epoch.authorities(), claim.authorityIndex()))
            < 0;
    return wins
        ? Optional.empty()
        : Optional.of(new BabeRefusal.AboveThreshold(claim.authorityIndex()));
  }

  private Optional<BabeRefusal> turn() {
    int expected = SlotLottery.secondaryAuthor(epoch, claim.slot());
    return expected == claim.authorityIndex()
        ? Optional.empty()
        : Optional.of(new BabeRefusal.NotTheSecondaryAuthor(expected, claim.authorityIndex()));
  }

  private Optional<BabeRefusal> vrf(byte[] author, VrfSignature signature) {
    return Sr25519Vrf.verify(author, vrfInput(epoch, claim.slot()), signature).isPresent()
        ? Optional.empty()
        : Optional.of(new BabeRefusal.BadVrf(claim.authorityIndex()));
  }
}
