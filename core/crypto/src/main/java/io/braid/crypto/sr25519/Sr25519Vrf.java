package io.braid.crypto.sr25519;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.braid.crypto.NonceEntropy;
import io.braid.crypto.curve25519.EdwardsPoint;
import io.braid.crypto.curve25519.Ristretto;
import io.braid.crypto.curve25519.Scalar;
import io.braid.crypto.merlin.Transcript;
import io.braid.primitives.Bytes;
import java.util.Optional;

/**
 * The VRF of schnorrkel as Substrate uses it. The input transcript, bound to the public key, is
 * hashed to a point H; the pre-output is [secret]·H; the proof shows that the same secret is behind
 * both (Chaum–Pedersen, made non-interactive on the extra transcript).
 */
public final class Sr25519Vrf {
  private static final byte[] DLEQ = "DLEQProof".getBytes(US_ASCII);
  private static final byte[] INPUT = "vrf:h".getBytes(US_ASCII);
  private static final byte[] BASE_COMMITMENT = "vrf:R=g^r".getBytes(US_ASCII);
  private static final byte[] INPUT_COMMITMENT = "vrf:h^r".getBytes(US_ASCII);
  private static final byte[] PUBLIC_KEY = "vrf:pk".getBytes(US_ASCII);
  private static final byte[] PRE_OUTPUT = "vrf:h^sk".getBytes(US_ASCII);
  private static final byte[] CHALLENGE = "prove".getBytes(US_ASCII);

  /** schnorrkel writes "\x000": a zero byte and the digit 0. */
  private static final byte[] PROVING = "proving\u00000".getBytes(US_ASCII);

  private Sr25519Vrf() {}

  /** The extra transcript where a protocol has nothing more to sign. */
  public static Transcript noExtra() {
    return Transcript.of("VRF");
  }

  /** The VRF's value without a proof, to see first whether it wins. */
  public static VrfInOut evaluate(Sr25519KeyPair pair, Transcript input) {
    EdwardsPoint point = inputPoint(pair.publicKeyArray(), input);
    return inOut(point, point.times(pair.secret()));
  }

  /** {@link #sign(Sr25519KeyPair, Transcript, Transcript, NonceEntropy)} without extra. */
  public static VrfSignature sign(Sr25519KeyPair pair, Transcript input, NonceEntropy entropy) {
    return sign(pair, input, noExtra(), entropy);
  }

  /**
   * Evaluates and proves.
   *
   * @param extra what else the proof signs, without influence on the output
   */
  public static VrfSignature sign(
      Sr25519KeyPair pair, Transcript input, Transcript extra, NonceEntropy entropy) {
    EdwardsPoint point = inputPoint(pair.publicKeyArray(), input);
    VrfInOut inOut = inOut(point, point.times(pair.secret()));
    Transcript transcript = proofTranscript(extra, inOut);
    Scalar nonce = pair.witness(transcript, PROVING, entropy);
    Scalar challenge =
        challenge(
            transcript,
            EdwardsPoint.timesBase(nonce),
            point.times(nonce),
            pair.publicKeyArray(),
            inOut);
    Scalar response = nonce.minus(challenge.times(pair.secret()));
    Bytes proof = Bytes.concat(Bytes.wrap(challenge.toBytes()), Bytes.wrap(response.toBytes()));
    return new VrfSignature(inOut.preOutput(), proof);
  }

  /** {@link #verify(byte[], Transcript, Transcript, VrfSignature)} without extra. */
  public static Optional<VrfInOut> verify(
      byte[] publicKey, Transcript input, VrfSignature signature) {
    return verify(publicKey, input, noExtra(), signature);
  }

  /**
   * The verified input and output. Empty when the key, the pre-output or a scalar is not canonical,
   * the pre-output is the neutral element, or the proof is wrong.
   */
  public static Optional<VrfInOut> verify(
      byte[] publicKey, Transcript input, Transcript extra, VrfSignature signature) {
    byte[] proof = signature.proof().unsafeArray();
    Optional<Scalar> c = Scalar.fromCanonicalBytes(proof, 0);
    Optional<Scalar> s = Scalar.fromCanonicalBytes(proof, 32);
    Optional<EdwardsPoint> key =
        publicKey.length == Sr25519.PUBLIC_KEY_SIZE
            ? Ristretto.fromBytes(publicKey, 0)
            : Optional.empty();
    Optional<EdwardsPoint> output = preOutputPoint(signature);
    if (c.isEmpty() || s.isEmpty() || key.isEmpty() || output.isEmpty()) {
      return Optional.empty();
    }
    EdwardsPoint point = inputPoint(publicKey, input);
    VrfInOut inOut = new VrfInOut(Bytes.wrap(Ristretto.toBytes(point)), signature.preOutput());
    Scalar expected =
        challenge(
            proofTranscript(extra, inOut),
            key.get().timesPlusBaseVartime(c.get(), s.get()),
            output.get().timesPlusVartime(c.get(), point, s.get()),
            publicKey,
            inOut);
    return expected.equals(c.get()) ? Optional.of(inOut) : Optional.empty();
  }

  /**
   * The input and output of a signature whose proof is not checked; empty when the key or the
   * pre-output is no element, or the pre-output the neutral one.
   */
  public static Optional<VrfInOut> attachInput(
      byte[] publicKey, Transcript input, VrfSignature signature) {
    if (!Sr25519.isPublicKey(publicKey) || preOutputPoint(signature).isEmpty()) {
      return Optional.empty();
    }
    byte[] point = Ristretto.toBytes(inputPoint(publicKey, input));
    return Optional.of(new VrfInOut(Bytes.wrap(point), signature.preOutput()));
  }

  private static Optional<EdwardsPoint> preOutputPoint(VrfSignature signature) {
    return Ristretto.fromBytes(signature.preOutput().unsafeArray(), 0)
        .filter(point -> !Ristretto.isIdentity(point));
  }

  private static EdwardsPoint inputPoint(byte[] publicKey, Transcript input) {
    byte[] uniform = input.copy().append("vrf-nm-pk", publicKey).challenge("VRFHash", 64);
    return Ristretto.fromUniformBytes(uniform);
  }

  private static VrfInOut inOut(EdwardsPoint input, EdwardsPoint preOutput) {
    return new VrfInOut(
        Bytes.wrap(Ristretto.toBytes(input)), Bytes.wrap(Ristretto.toBytes(preOutput)));
  }

  private static Transcript proofTranscript(Transcript extra, VrfInOut inOut) {
    return extra
        .copy()
        .append(Sr25519.PROTOCOL_NAME, DLEQ)
        .append(INPUT, inOut.input().unsafeArray());
  }

  private static Scalar challenge(
      Transcript transcript,
      EdwardsPoint baseCommitment,
      EdwardsPoint inputCommitment,
      byte[] publicKey,
      VrfInOut inOut) {
    transcript
        .append(BASE_COMMITMENT, Ristretto.toBytes(baseCommitment))
        .append(INPUT_COMMITMENT, Ristretto.toBytes(inputCommitment))
        .append(PUBLIC_KEY, publicKey)
        .append(PRE_OUTPUT, inOut.preOutput().unsafeArray());
    return Scalar.fromWideBytes(transcript.challenge(CHALLENGE, 64));
  }
}
