package io.braid.crypto.ed25519;

import io.braid.crypto.curve25519.EdwardsPoint;
import io.braid.crypto.curve25519.Scalar;
import io.braid.crypto.hash.Sha2;
import io.braid.primitives.Bytes;
import java.util.Arrays;

/** A seed of 32 bytes and what follows from it. Signatures are deterministic. Immutable. */
public final class Ed25519KeyPair {
  public static final int SEED_SIZE = 32;

  private final byte[] seed;
  private final Scalar secret;
  private final byte[] prefix;
  private final byte[] publicKey;

  private Ed25519KeyPair(byte[] seed) {
    this.seed = seed;
    byte[] expanded = Sha2.hash512(seed);
    prefix = Arrays.copyOfRange(expanded, 32, 64);
    expanded[0] &= (byte) 0xf8;
    expanded[31] &= 0x7f;
    expanded[31] |= 0x40;
    secret = Scalar.fromBytesModOrder(expanded, 0);
    publicKey = EdwardsPoint.timesBase(secret).toBytes();
  }

  public static Ed25519KeyPair fromSeed(byte[] seed) {
    if (seed.length != SEED_SIZE) {
      throw new IllegalArgumentException("expected a seed of 32 bytes, found " + seed.length);
    }
    return new Ed25519KeyPair(seed.clone());
  }

  /** 32 bytes. */
  public Bytes publicKey() {
    return Bytes.of(publicKey);
  }

  /** 32 bytes. */
  public Bytes seed() {
    return Bytes.of(seed);
  }

  /** 64 bytes: R and s (RFC 8032, 5.1.6). */
  public Bytes sign(byte[] message) {
    Scalar nonce = Scalar.fromWideBytes(Sha2.hash512(prefix, message));
    byte[] commitment = EdwardsPoint.timesBase(nonce).toBytes();
    Scalar challenge = Ed25519.challenge(commitment, publicKey, message);
    Scalar s = challenge.times(secret).plus(nonce);
    return Bytes.concat(Bytes.wrap(commitment), Bytes.wrap(s.toBytes()));
  }

  /** Never the secret. */
  @Override
  public String toString() {
    return "Ed25519KeyPair[" + publicKey() + "]";
  }
}
