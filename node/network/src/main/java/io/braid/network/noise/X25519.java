package io.braid.network.noise;

import io.braid.primitives.Bytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Optional;
import javax.crypto.KeyAgreement;

/** Diffie and Hellman's exchange over Curve25519 (RFC 7748), by the JDK. */
final class X25519 {
  private static final byte[] BASE_POINT = new byte[32];

  static {
    BASE_POINT[0] = 9;
  }

  private X25519() {}

  /**
   * The public key of a secret one.
   *
   * @param secret 32 bytes
   */
  static Bytes publicKey(Bytes secret) {
    return agree(secret, Bytes.of(BASE_POINT)).orElseThrow();
  }

  /** The shared secret; nothing when the peer's key is a point of small order. */
  static Optional<Bytes> agree(Bytes secret, Bytes peer) {
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("X25519");
      agreement.init(privateKey(secret));
      agreement.doPhase(publicPoint(peer), true);
      return Optional.of(Bytes.wrap(agreement.generateSecret()));
    } catch (InvalidKeyException smallOrder) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("expected a JDK with X25519", e);
    }
  }

  private static PrivateKey privateKey(Bytes secret) throws GeneralSecurityException {
    return KeyFactory.getInstance("X25519")
        .generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, secret.toArray()));
  }

  private static PublicKey publicPoint(Bytes littleEndian) throws GeneralSecurityException {
    byte[] bigEndian = new byte[32];
    for (int i = 0; i < 32; i++) {
      bigEndian[i] = littleEndian.get(31 - i);
    }
    bigEndian[0] &= 0x7f;
    return KeyFactory.getInstance("X25519")
        .generatePublic(
            new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, bigEndian)));
  }
}
