package io.braid.crypto.ecdsa;

import fr.acinq.secp256k1.Secp256k1;
import io.braid.crypto.hash.Blake2b;
import io.braid.primitives.Bytes;
import java.util.Arrays;
import java.util.Optional;

/** A secp256k1 secret of 32 bytes and its public key. Signatures are deterministic. Immutable. */
public final class EcdsaKeyPair {
  public static final int SEED_SIZE = 32;

  private final byte[] secret;
  private final Bytes uncompressed;

  private EcdsaKeyPair(byte[] secret) {
    this.secret = secret;
    this.uncompressed = Bytes.wrap(Secp256k1.get().pubkeyCreate(secret));
  }

  /** Empty unless the seed is 32 bytes, not zero, and less than the group's order. */
  public static Optional<EcdsaKeyPair> fromSeed(byte[] seed) {
    return seed.length == SEED_SIZE && Secp256k1.get().secKeyVerify(seed)
        ? Optional.of(new EcdsaKeyPair(seed.clone()))
        : Optional.empty();
  }

  /** 33 bytes, compressed. */
  public Bytes publicKey() {
    return Ecdsa.compress(uncompressed);
  }

  /** 65 bytes. */
  public Bytes uncompressedPublicKey() {
    return uncompressed;
  }

  /** 32 bytes. */
  public Bytes seed() {
    return Bytes.of(secret);
  }

  /** Signs the message's BLAKE2b-256: 65 bytes. */
  public Bytes sign(byte[] message) {
    return signPrehashed(Blake2b.hash256(message));
  }

  /** Signs 32 bytes with the nonce of RFC 6979; s is in the lower half. 65 bytes. */
  public Bytes signPrehashed(byte[] hash) {
    byte[] signature =
        Arrays.copyOf(Secp256k1.get().sign(hash, secret, null), Ecdsa.SIGNATURE_SIZE);
    for (byte recoveryId = 0; recoveryId < 4; recoveryId++) {
      signature[64] = recoveryId;
      if (Ecdsa.recover(signature, hash) instanceof EcdsaRecovery.Recovered key
          && key.publicKey().equals(uncompressed)) {
        return Bytes.wrap(signature);
      }
    }
    throw new IllegalStateException("a signature of our own recovers to no key of ours");
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "EcdsaKeyPair[" + publicKey() + "]";
  }
}
