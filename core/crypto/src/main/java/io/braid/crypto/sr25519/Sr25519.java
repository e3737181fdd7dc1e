package io.braid.crypto.sr25519;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.braid.crypto.curve25519.EdwardsPoint;
import io.braid.crypto.curve25519.Ristretto;
import io.braid.crypto.curve25519.Scalar;
import io.braid.crypto.merlin.Transcript;
import java.util.Arrays;
import java.util.Optional;

/**
 * sr25519 signatures: 64 bytes, R (a ristretto255 encoding) and s (a canonical scalar whose top bit
 * is set to tell it from ed25519). See {@link Sr25519KeyPair} for signing.
 */
public final class Sr25519 {
  public static final int PUBLIC_KEY_SIZE = 32;
  public static final int SIGNATURE_SIZE = 64;

  private static final byte[] MESSAGE = "sign-bytes".getBytes(US_ASCII);
  static final byte[] PROTOCOL_NAME = "proto-name".getBytes(US_ASCII);
  private static final byte[] SCHNORR = "Schnorr-sig".getBytes(US_ASCII);
  private static final byte[] PUBLIC_KEY = "sign:pk".getBytes(US_ASCII);
  private static final byte[] COMMITMENT = "sign:R".getBytes(US_ASCII);
  private static final byte[] CHALLENGE = "sign:c".getBytes(US_ASCII);

  private static final Transcript SUBSTRATE = signingContext("substrate");

  private Sr25519() {}

  /**
   * Whether the signature over the message was made with the public key's secret. Wrong sizes and
   * wrong encodings are just not valid.
   */
  public static boolean verify(byte[] signature, byte[] message, byte[] publicKey) {
    if (signature.length != SIGNATURE_SIZE
        || publicKey.length != PUBLIC_KEY_SIZE
        || signature[63] >= 0) {
      return false;
    }
    byte[] commitment = Arrays.copyOf(signature, 32);
    byte[] scalarBytes = Arrays.copyOfRange(signature, 32, 64);
    scalarBytes[31] &= 0x7f;
    Optional<Scalar> s = Scalar.fromCanonicalBytes(scalarBytes, 0);
    Optional<EdwardsPoint> key = Ristretto.fromBytes(publicKey, 0);
    if (s.isEmpty() || key.isEmpty()) {
      return false;
    }
    Scalar challenge = challenge(signedTranscript(message, publicKey), commitment);
    EdwardsPoint expected = key.get().timesPlusBaseVartime(challenge.negate(), s.get());
    return Arrays.equals(Ristretto.toBytes(expected), commitment);
  }

  /** Whether the bytes encode a ristretto255 element, the zero element included. */
  public static boolean isPublicKey(byte[] bytes) {
    return bytes.length == PUBLIC_KEY_SIZE && Ristretto.fromBytes(bytes, 0).isPresent();
  }

  /**
   * The public key below {@code parent} at a soft junction; empty when the parent is no key.
   *
   * @param chainCode the junction's 32 bytes
   */
  public static Optional<byte[]> deriveSoft(byte[] parent, byte[] chainCode) {
    if (parent.length != PUBLIC_KEY_SIZE) {
      return Optional.empty();
    }
    Scalar step = softScalar(softTranscript(parent, chainCode));
    return Ristretto.fromBytes(parent, 0)
        .map(point -> Ristretto.toBytes(point.plus(EdwardsPoint.timesBase(step))));
  }

  /** The transcript of a message in a signing context. */
  static Transcript signingContext(String context) {
    return Transcript.of("SigningContext").append("", context.getBytes(US_ASCII));
  }

  /** Everything a signature's nonce depends on: the message and the signer. */
  static Transcript signedTranscript(byte[] message, byte[] publicKey) {
    return SUBSTRATE
        .copy()
        .append(MESSAGE, message)
        .append(PROTOCOL_NAME, SCHNORR)
        .append(PUBLIC_KEY, publicKey);
  }

  static Scalar challenge(Transcript signed, byte[] commitment) {
    return Scalar.fromWideBytes(signed.append(COMMITMENT, commitment).challenge(CHALLENGE, 64));
  }

  /** An empty hierarchical derivation with the junction's chain code. */
  static Transcript derivation(byte[] chainCode) {
    if (chainCode.length != 32) {
      throw new IllegalArgumentException(
          "expected a chain code of 32 bytes, found " + chainCode.length);
    }
    return Transcript.of("SchnorrRistrettoHDKD")
        .append("sign-bytes", new byte[0])
        .append("chain-code", chainCode);
  }

  static Transcript softTranscript(byte[] publicKey, byte[] chainCode) {
    return derivation(chainCode).append("public-key", publicKey);
  }

  /** What a soft junction adds to the secret scalar. */
  static Scalar softScalar(Transcript softTranscript) {
    return Scalar.fromWideBytes(softTranscript.challenge("HDKD-scalar", 64));
  }
}
