package io.braid.crypto.sr25519;

import io.braid.crypto.merlin.Transcript;
import io.braid.primitives.Bytes;

/**
 * A VRF's input point and pre-output, from which its output is hashed. Trust it only when it came
 * from {@link Sr25519Vrf#evaluate} or {@link Sr25519Vrf#verify}.
 *
 * @param input 32 bytes, a ristretto255 encoding
 * @param preOutput 32 bytes, a ristretto255 encoding
 */
public record VrfInOut(Bytes input, Bytes preOutput) {

  /** The VRF's output for one use; independent for different contexts. */
  public byte[] makeBytes(byte[] context, int sizeBytes) {
    return Transcript.of("VRFResult")
        .append("", context)
        .append("vrf-in", input.unsafeArray())
        .append("vrf-out", preOutput.unsafeArray())
        .challenge("", sizeBytes);
  }
}
