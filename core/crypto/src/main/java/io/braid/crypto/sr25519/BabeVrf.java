package io.braid.crypto.sr25519;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.braid.crypto.merlin.Transcript;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What BABE asks of the VRF: its input for a slot, and its two outputs. Polkadot specification,
 * "Block production".
 */
public final class BabeVrf {
  private static final byte[] SCORE = "substrate-babe-vrf".getBytes(US_ASCII);
  private static final byte[] RANDOMNESS = "BabeVRFInOutContext".getBytes(US_ASCII);

  private BabeVrf() {}

  /**
   * The VRF's input for a slot.
   *
   * @param randomness the epoch's
   * @param slot unsigned
   * @param epochIndex unsigned
   */
  public static Transcript input(Hash256 randomness, long slot, long epochIndex) {
    return Transcript.of("BABE")
        .append("slot number", slot)
        .append("current epoch", epochIndex)
        .append("chain randomness", randomness.unsafeArray());
  }

  /** A primary claim is valid when this is less than the threshold. */
  public static U128 authoringScore(VrfInOut inOut) {
    ByteBuffer bytes = ByteBuffer.wrap(inOut.makeBytes(SCORE, 16)).order(ByteOrder.LITTLE_ENDIAN);
    return U128.of(bytes.getLong(8), bytes.getLong(0));
  }

  /** What the slot adds to the randomness of the epoch after the next. */
  public static Hash256 randomness(VrfInOut inOut) {
    return Hash256.of(inOut.makeBytes(RANDOMNESS, 32));
  }
}
