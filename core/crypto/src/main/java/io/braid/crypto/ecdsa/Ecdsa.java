package io.braid.crypto.ecdsa;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import io.braid.crypto.hash.Blake2b;
import io.braid.primitives.Bytes;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Recovery and verification of ECDSA signatures. See {@link EcdsaKeyPair} for signing.
 *
 * <p>Recovery accepts an s in the upper half of the group, as Substrate's host functions do.
 */
public final class Ecdsa {
  public static final int PUBLIC_KEY_SIZE = 33;
  public static final int SIGNATURE_SIZE = 65;
  static final int HASH_SIZE = 32;

  private static final byte[] ORDER =
      HexFormat.of().parseHex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

  private Ecdsa() {}

  /**
   * The key behind a signature of a hash, as the host functions {@code secp256k1_ecdsa_recover*}
   * (version 2) find it.
   *
   * @param signature 65 bytes
   * @param hash 32 bytes
   */
  public static EcdsaRecovery recover(byte[] signature, byte[] hash) {
    requireSize("signature", SIGNATURE_SIZE, signature);
    requireSize("hash", HASH_SIZE, hash);
    int stated = signature[64] & 255;
    int recoveryId = stated > 26 ? stated - 27 : stated;
    return recoveryId > 3
        ? new EcdsaRecovery.BadRecoveryId(stated)
        : recover(signature, hash, recoveryId);
  }

  private static EcdsaRecovery recover(byte[] signature, byte[] hash, int recoveryId) {
    if (!isLessThanOrder(signature, 0) || !isLessThanOrder(signature, 32)) {
      return new EcdsaRecovery.ScalarTooLarge();
    }
    try {
      byte[] compact = Arrays.copyOf(signature, 64);
      byte[] key = Secp256k1.get().ecdsaRecover(compact, hash, recoveryId);
      return new EcdsaRecovery.Recovered(Bytes.wrap(key));
    } catch (Secp256k1Exception e) {
      return new EcdsaRecovery.NoSuchKey();
    }
  }

  /**
   * Whether the signature of the message's BLAKE2b-256 recovers to this compressed key. The
   * recovery id must be 0 to 3. Wrong sizes are just not valid.
   */
  public static boolean verify(byte[] signature, byte[] message, byte[] publicKey) {
    return verifyPrehashed(signature, Blake2b.hash256(message), publicKey);
  }

  /** As {@link #verify}, for a message that is a 32-byte hash already. */
  public static boolean verifyPrehashed(byte[] signature, byte[] hash, byte[] publicKey) {
    if (signature.length != SIGNATURE_SIZE
        || hash.length != HASH_SIZE
        || publicKey.length != PUBLIC_KEY_SIZE
        || (signature[64] & 255) > 3) {
      return false;
    }
    return recover(signature, hash) instanceof EcdsaRecovery.Recovered key
        && key.compressed().equals(Bytes.of(publicKey));
  }

  static Bytes compress(Bytes uncompressed) {
    return Bytes.wrap(Secp256k1.get().pubKeyCompress(uncompressed.unsafeArray()));
  }

  private static boolean isLessThanOrder(byte[] signature, int at) {
    return Arrays.compareUnsigned(signature, at, at + 32, ORDER, 0, 32) < 0;
  }

  private static void requireSize(String what, int expected, byte[] bytes) {
    if (bytes.length != expected) {
      throw new IllegalArgumentException(
          "expected a " + what + " of " + expected + " bytes, found " + bytes.length);
    }
  }
}
