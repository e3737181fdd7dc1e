package io.braid.crypto.ed25519;

import io.braid.crypto.curve25519.EdwardsPoint;
import io.braid.crypto.curve25519.Scalar;
import io.braid.crypto.hash.Sha2;
import java.util.Arrays;
import java.util.Optional;

/** ed25519 verification. See {@link Ed25519KeyPair} for signing. */
public final class Ed25519 {
  public static final int PUBLIC_KEY_SIZE = 32;
  public static final int SIGNATURE_SIZE = 64;

  private Ed25519() {}

  /**
   * Whether [8]([s]B − [k]A − R) is the neutral element, where s must be canonical, and the
   * encodings of A and R need not be (ZIP-215). Wrong sizes are just not valid.
   */
  public static boolean verify(byte[] signature, byte[] message, byte[] publicKey) {
    if (signature.length != SIGNATURE_SIZE || publicKey.length != PUBLIC_KEY_SIZE) {
      return false;
    }
    Optional<Scalar> s = Scalar.fromCanonicalBytes(signature, 32);
    Optional<EdwardsPoint> key = EdwardsPoint.fromBytes(publicKey, 0);
    Optional<EdwardsPoint> commitment = EdwardsPoint.fromBytes(signature, 0);
    if (s.isEmpty() || key.isEmpty() || commitment.isEmpty()) {
      return false;
    }
    Scalar challenge = challenge(Arrays.copyOf(signature, 32), publicKey, message);
    return key.get()
        .timesPlusBaseVartime(challenge.negate(), s.get())
        .minus(commitment.get())
        .timesCofactor()
        .isIdentity();
  }

  static Scalar challenge(byte[] commitment, byte[] publicKey, byte[] message) {
    return Scalar.fromWideBytes(Sha2.hash512(commitment, publicKey, message));
  }
}
