package io.braid.consensus.babe;

import io.braid.consensus.ports.Keystore;
import io.braid.crypto.keys.KeyScheme;
import io.braid.crypto.merlin.Transcript;
import io.braid.crypto.sr25519.BabeVrf;
import io.braid.crypto.sr25519.VrfInOut;
import io.braid.crypto.sr25519.VrfSignature;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.babe.AllowedSlots;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.Epoch;
import java.util.List;
import java.util.Optional;

/**
 * The right to author in a slot.
 *
 * @param author the sr25519 key that must seal the block
 */
record SlotClaim(BabePreDigest preDigest, Bytes author) {
  /** The best claim that the keystore's keys have to {@code slot}: a primary one before others. */
  static Optional<SlotClaim> of(Epoch epoch, long slot, Keystore keys) {
    List<Bytes> ours = keys.publicKeys(KeyScheme.SR25519, Keystore.BABE);
    return primary(epoch, slot, keys, ours).or(() -> secondary(epoch, slot, keys, ours));
  }

  private static Optional<SlotClaim> primary(
      Epoch epoch, long slot, Keystore keys, List<Bytes> ours) {
    Transcript input = ClaimCheck.vrfInput(epoch, slot);
    for (int i = 0; i < epoch.authorities().size(); i++) {
      Bytes id = epoch.authorities().get(i).id();
      if (!ours.contains(id)) {
        continue;
      }
      Optional<VrfInOut> drawn = keys.vrfEvaluate(Keystore.BABE, id, input);
      if (drawn.isPresent()
          && BabeVrf.authoringScore(drawn.get())
                  .compareTo(
                      SlotLottery.primaryThreshold(epoch.config().c(), epoch.authorities(), i))
              < 0) {
        int index = i;
        return keys.vrfSign(Keystore.BABE, id, input)
            .map(vrf ->
                new SlotClaim(
                    new BabePreDigest.Primary(index, slot, vrf.preOutput(), vrf.proof()), id));
      }
    }
    return Optional.empty();
  }

  private static Optional<SlotClaim> secondary(
      Epoch epoch, long slot, Keystore keys, List<Bytes> ours) {
    AllowedSlots allowed = epoch.config().allowedSlots();
    if (allowed == AllowedSlots.PRIMARY_SLOTS || epoch.authorities().isEmpty()) {
      return Optional.empty();
    }
    int index = SlotLottery.secondaryAuthor(epoch, slot);
    Bytes id = epoch.authorities().get(index).id();
    if (!ours.contains(id)) {
      return Optional.empty();
    }
    if (allowed == AllowedSlots.PRIMARY_AND_SECONDARY_PLAIN_SLOTS) {
      return Optional.of(new SlotClaim(new BabePreDigest.SecondaryPlain(index, slot), id));
    }
    Optional<VrfSignature> signed =
        keys.vrfSign(Keystore.BABE, id, ClaimCheck.vrfInput(epoch, slot));
    return signed.map(vrf ->
        new SlotClaim(
            new BabePreDigest.SecondaryVrf(index, slot, vrf.preOutput(), vrf.proof()), id));
  }
}
