package io.braid.executor.host;

import io.braid.crypto.ecdsa.Ecdsa;
import io.braid.crypto.ecdsa.EcdsaRecovery;
import io.braid.crypto.ed25519.Ed25519;
import io.braid.crypto.sr25519.Sr25519;

/**
 * How signatures are checked. A port, because a node may know a signature already ({@link
 * VerifiedSignatures}), or check a block's signatures beside its execution ({@link
 * DeferredChecks}); what comes of it must be what comes of {@link #DIRECT}. Sizes are as in {@link
 * io.braid.runtime.api.Host}.
 */
public interface SignatureChecks {
  /** Checks each signature when it is asked for. */
  SignatureChecks DIRECT =
      new SignatureChecks() {
        @Override
        public boolean sr25519(byte[] signature, byte[] message, byte[] publicKey) {
          return Sr25519.verify(signature, message, publicKey);
        }

        @Override
        public boolean ed25519(byte[] signature, byte[] message, byte[] publicKey) {
          return Ed25519.verify(signature, message, publicKey);
        }
      };

  boolean sr25519(byte[] signature, byte[] message, byte[] publicKey);

  boolean ed25519(byte[] signature, byte[] message, byte[] publicKey);

  /** Over the message's Blake2b-256; the public key is compressed. */
  default boolean ecdsa(byte[] signature, byte[] message, byte[] publicKey) {
    return Ecdsa.verify(signature, message, publicKey);
  }

  default boolean ecdsaPrehashed(byte[] signature, byte[] messageHash, byte[] publicKey) {
    return Ecdsa.verifyPrehashed(signature, messageHash, publicKey);
  }

  default EcdsaRecovery recover(byte[] signature, byte[] messageHash) {
    return Ecdsa.recover(signature, messageHash);
  }
}
