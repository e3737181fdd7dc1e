package io.braid.crypto.sr25519;

import io.braid.primitives.Bytes;

/**
 * What a slot's author publishes: the VRF's pre-output and the proof that it is right.
 *
 * @param preOutput 32 bytes, a ristretto255 encoding
 * @param proof 64 bytes, the challenge and the response, both canonical scalars
 */
public record VrfSignature(Bytes preOutput, Bytes proof) {
  public static final int PRE_OUTPUT_SIZE = 32;
  public static final int PROOF_SIZE = 64;

  public VrfSignature {
    if (preOutput.size() != PRE_OUTPUT_SIZE || proof.size() != PROOF_SIZE) {
      throw new IllegalArgumentException(
          "expected 32 and 64 bytes, found " + preOutput.size() + " and " + proof.size());
    }
  }
}
