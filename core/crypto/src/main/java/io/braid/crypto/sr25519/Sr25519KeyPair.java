package io.braid.crypto.sr25519;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.braid.crypto.NonceEntropy;
import io.braid.crypto.curve25519.EdwardsPoint;
import io.braid.crypto.curve25519.Ristretto;
import io.braid.crypto.curve25519.Scalar;
import io.braid.crypto.hash.Sha2;
import io.braid.crypto.merlin.Transcript;
import io.braid.primitives.Bytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A secret scalar, the seed of its nonces (32 bytes), and the public key. Immutable. */
public final class Sr25519KeyPair {
  public static final int SEED_SIZE = 32;
  public static final int SECRET_KEY_SIZE = 64;

  private static final byte[] SIGNING = "signing".getBytes(US_ASCII);
  private static final byte[] DERIVED_NONCE = "HDKD-nonce".getBytes(US_ASCII);

  private final Scalar secret;
  private final byte[] nonceSeed;
  private final byte[] publicKey;

  private Sr25519KeyPair(Scalar secret, byte[] nonceSeed) {
    this.secret = secret;
    this.nonceSeed = nonceSeed;
    this.publicKey = Ristretto.toBytes(EdwardsPoint.timesBase(secret));
  }

  /**
   * Expands a mini-secret of 32 bytes as ed25519 does: the clamped first half of its SHA-512,
   * divided by the cofactor, and the second half as nonce seed.
   */
  public static Sr25519KeyPair fromSeed(byte[] seed) {
    if (seed.length != SEED_SIZE) {
      throw new IllegalArgumentException("expected a seed of 32 bytes, found " + seed.length);
    }
    byte[] expanded = Sha2.hash512(seed);
    byte[] scalar = Arrays.copyOf(expanded, 32);
    scalar[0] &= (byte) 0xf8;
    scalar[31] &= 0x3f;
    scalar[31] |= 0x40;
    divideByCofactor(scalar);
    return new Sr25519KeyPair(
        Scalar.fromBytesModOrder(scalar, 0), Arrays.copyOfRange(expanded, 32, 64));
  }

  /**
   * Reads a canonical scalar and a nonce seed, 64 bytes; empty when the scalar is not canonical.
   */
  public static Optional<Sr25519KeyPair> fromSecretKey(byte[] secretKey) {
    if (secretKey.length != SECRET_KEY_SIZE) {
      return Optional.empty();
    }
    byte[] nonceSeed = Arrays.copyOfRange(secretKey, 32, 64);
    return Scalar.fromCanonicalBytes(secretKey, 0)
        .map(scalar -> new Sr25519KeyPair(scalar, nonceSeed));
  }

  /**
   * Reads a secret as it stands beside ed25519's, which key files of wallets hold: the scalar times
   * the cofactor, and a nonce seed, 64 bytes. Empty when it is no such secret.
   */
  public static Optional<Sr25519KeyPair> fromExpandedKey(byte[] expandedKey) {
    if (expandedKey.length != SECRET_KEY_SIZE || (expandedKey[0] & 7) != 0) {
      return Optional.empty();
    }
    byte[] scalar = Arrays.copyOf(expandedKey, 32);
    divideByCofactor(scalar);
    return fromSecretKey(
        Bytes.concat(Bytes.wrap(scalar), Bytes.wrap(Arrays.copyOfRange(expandedKey, 32, 64)))
            .unsafeArray());
  }

  /** 32 bytes. */
  public Bytes publicKey() {
    return Bytes.of(publicKey);
  }

  /** The secret scalar and the nonce seed, 64 bytes, as {@link #fromSecretKey} reads them. */
  public Bytes secretKey() {
    return Bytes.concat(Bytes.wrap(secret.toBytes()), Bytes.of(nonceSeed));
  }

  /** The secret as {@link #fromExpandedKey} reads it. */
  public Bytes expandedKey() {
    byte[] scalar = secret.toBytes();
    int carry = 0;
    for (int i = 0; i < scalar.length; i++) {
      int value = (scalar[i] & 255) << 3 | carry;
      scalar[i] = (byte) value;
      carry = value >> 8;
    }
    return Bytes.concat(Bytes.wrap(scalar), Bytes.of(nonceSeed));
  }

  /** Signs without entropy: 64 bytes that depend on the key and the message only. */
  public Bytes sign(byte[] message) {
    return sign(message, NonceEntropy.NONE);
  }

  /** Signs in the context "substrate": 64 bytes. */
  public Bytes sign(byte[] message, NonceEntropy entropy) {
    Transcript transcript = Sr25519.signedTranscript(message, publicKey);
    Scalar nonce = witness(transcript, SIGNING, entropy);
    byte[] commitment = Ristretto.toBytes(EdwardsPoint.timesBase(nonce));
    Scalar challenge = Sr25519.challenge(transcript, commitment);
    byte[] signature = Arrays.copyOf(commitment, Sr25519.SIGNATURE_SIZE);
    byte[] s = challenge.times(secret).plus(nonce).toBytes();
    System.arraycopy(s, 0, signature, 32, 32);
    signature[63] |= (byte) 0x80;
    return Bytes.wrap(signature);
  }

  /**
   * The mini-secret below a hard junction: only the secret leads there.
   *
   * @param chainCode the junction's 32 bytes
   */
  public byte[] deriveHardSeed(byte[] chainCode) {
    return Sr25519.derivation(chainCode)
        .append("secret-key", secret.toBytes())
        .challenge("HDKD-hard", SEED_SIZE);
  }

  /** The pair below a hard junction. */
  public Sr25519KeyPair deriveHard(byte[] chainCode) {
    return fromSeed(deriveHardSeed(chainCode));
  }

  /**
   * The pair below a soft junction; {@link Sr25519#deriveSoft} finds the same public key without
   * the secret. Its nonce seed is derived without entropy.
   */
  public Sr25519KeyPair deriveSoft(byte[] chainCode) {
    Transcript transcript = Sr25519.softTranscript(publicKey, chainCode);
    Scalar step = Sr25519.softScalar(transcript);
    transcript.challenge("HDKD-chaincode", 32); // unused, but drawn before the nonce
    byte[] seed =
        transcript.witness(
            DERIVED_NONCE, List.of(nonceSeed, secretKey().toArray()), NonceEntropy.NONE, 32);
    return new Sr25519KeyPair(secret.plus(step), seed);
  }

  Scalar secret() {
    return secret;
  }

  byte[] publicKeyArray() {
    return publicKey;
  }

  /** A secret scalar for a proof, from the transcript, the nonce seed and the entropy. */
  Scalar witness(Transcript transcript, byte[] label, NonceEntropy entropy) {
    return Scalar.fromWideBytes(transcript.witness(label, List.of(nonceSeed), entropy, 64));
  }

  private static void divideByCofactor(byte[] scalar) {
    int carry = 0;
    for (int i = 31; i >= 0; i--) {
      int value = scalar[i] & 255;
      scalar[i] = (byte) (value >> 3 | carry);
      carry = (value & 7) << 5;
    }
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "Sr25519KeyPair[" + publicKey() + "]";
  }
}
