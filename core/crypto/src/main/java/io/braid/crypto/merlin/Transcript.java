package io.braid.crypto.merlin;

import io.braid.crypto.NonceEntropy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A merlin transcript: the record of a protocol's public messages, from which challenges are drawn.
 * Each message and challenge has a label (ASCII), part of the protocol's definition.
 *
 * <p>Mutable. {@link #copy} forks it; a method elsewhere that takes a transcript copies before it
 * appends, so the caller's stays as it was.
 */
public final class Transcript {
  private static final byte[] PROTOCOL = ascii("Merlin v1.0");
  private static final byte[] DOMAIN_SEPARATOR = ascii("dom-sep");
  private static final byte[] RNG = ascii("rng");
  private static final int ENTROPY_SIZE = 32;

  private final Strobe128 strobe;

  private Transcript(Strobe128 strobe) {
    this.strobe = strobe;
  }

  /** An empty transcript of the protocol with this label. */
  public static Transcript of(String label) {
    Transcript transcript = new Transcript(Strobe128.of(PROTOCOL));
    return transcript.append(DOMAIN_SEPARATOR, ascii(label));
  }

  public Transcript copy() {
    return new Transcript(strobe.copy());
  }

  /** Appends, and returns this transcript. */
  public Transcript append(String label, byte[] message) {
    return append(ascii(label), message);
  }

  /** Appends, and returns this transcript. */
  public Transcript append(byte[] label, byte[] message) {
    strobe.metaAd(label, message.length);
    strobe.ad(message);
    return this;
  }

  /** Appends 8 little-endian bytes, and returns this transcript. */
  public Transcript append(String label, long value) {
    return append(
        label, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
  }

  /** Draws bytes that depend on everything so far; the transcript records that they were drawn. */
  public byte[] challenge(String label, int sizeBytes) {
    return challenge(ascii(label), sizeBytes);
  }

  /** As {@link #challenge(String, int)}. */
  public byte[] challenge(byte[] label, int sizeBytes) {
    strobe.metaAd(label, sizeBytes);
    return strobe.prf(sizeBytes);
  }

  /**
   * Secret bytes for a prover: merlin's witness generator, keyed with the secrets under the label,
   * then with 32 bytes of entropy. The transcript itself does not change.
   */
  public byte[] witness(byte[] label, List<byte[]> secrets, NonceEntropy entropy, int sizeBytes) {
    Strobe128 fork = strobe.copy();
    for (byte[] secret : secrets) {
      fork.metaAd(label, secret.length);
      fork.key(secret);
    }
    byte[] fresh = new byte[ENTROPY_SIZE];
    entropy.fill(fresh);
    fork.metaAd(RNG);
    fork.key(fresh);
    fork.metaAdSize(sizeBytes);
    return fork.prf(sizeBytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
