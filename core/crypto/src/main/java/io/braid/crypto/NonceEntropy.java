package io.braid.crypto;

/**
 * Where a signer takes the randomness that it mixes into its nonces: a port. Production hands in a
 * cryptographic generator's {@code nextBytes}, a simulation a seeded one.
 *
 * <p>A nonce is always derived from the secret key and from all that is signed as well, so even
 * {@link #NONE} gives secure, deterministic signatures; entropy protects against fault attacks and
 * side channels that compare two signatures of one message.
 */
@FunctionalInterface
public interface NonceEntropy {
  /** No entropy: the same key and message give the same signature. */
  NonceEntropy NONE = bytes -> {};

  /** Overwrites the array, which comes filled with zeros. */
  void fill(byte[] bytes);
}
