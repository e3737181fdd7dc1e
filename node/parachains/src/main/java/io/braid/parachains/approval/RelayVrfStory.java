package io.braid.parachains.approval;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.braid.crypto.sr25519.BabeVrf;
import io.braid.crypto.sr25519.Sr25519Vrf;
import io.braid.crypto.sr25519.VrfSignature;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.babe.BabePreDigest;
import io.braid.runtime.api.babe.Epoch;
import java.util.Optional;

/**
 * The chance behind a block's assignments: 32 bytes of its author's VRF, which nobody knew before
 * the block was there.
 */
record RelayVrfStory(Hash256 value) {
  private static final byte[] CONTEXT = "A&V RC-VRF".getBytes(US_ASCII);

  /**
   * The story of a block that was imported, whose claim has been verified.
   *
   * @param epoch of the block itself
   * @return nothing when the claim has no VRF, or its author is not in the epoch
   */
  static Optional<RelayVrfStory> of(BabePreDigest claim, Epoch epoch) {
    return switch (claim) {
      case BabePreDigest.SecondaryPlain plain -> Optional.empty();
      case BabePreDigest.Primary(int author, long slot, Bytes output, Bytes proof) ->
          of(author, slot, new VrfSignature(output, proof), epoch);
      case BabePreDigest.SecondaryVrf(int author, long slot, Bytes output, Bytes proof) ->
          of(author, slot, new VrfSignature(output, proof), epoch);
    };
  }

  private static Optional<RelayVrfStory> of(
      int author, long slot, VrfSignature signature, Epoch epoch) {
    if (author < 0 || author >= epoch.authorities().size()) {
      return Optional.empty();
    }
    Hash256 randomness = Hash256.of(epoch.randomness().unsafeArray());
    return Sr25519Vrf.attachInput(
            epoch.authorities().get(author).id().unsafeArray(),
            BabeVrf.input(randomness, slot, epoch.epochIndex()),
            signature)
        .map(inOut -> new RelayVrfStory(Hash256.of(inOut.makeBytes(CONTEXT, 32))));
  }
}
