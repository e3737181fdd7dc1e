package io.braid.crypto.ecdsa;

import io.braid.primitives.Bytes;

/** What a recoverable signature leads to: the signer's key, or why there is none. */
public sealed interface EcdsaRecovery {
  /**
   * @param publicKey 65 bytes: 4, x, y
   */
  record Recovered(Bytes publicKey) implements EcdsaRecovery {
    /** x and y, 64 bytes. */
    public Bytes coordinates() {
      return publicKey.slice(1);
    }

    /** 33 bytes: 2 or 3 by the parity of y, then x. */
    public Bytes compressed() {
      return Ecdsa.compress(publicKey);
    }
  }

  /** The recovery id is none of 0 to 3 (27 to 30 count as such). */
  record BadRecoveryId(int found) implements EcdsaRecovery {}

  /** r or s is not less than the group's order. */
  record ScalarTooLarge() implements EcdsaRecovery {}

  /** No key made this signature: r or s is zero, or r belongs to no point. */
  record NoSuchKey() implements EcdsaRecovery {}
}
