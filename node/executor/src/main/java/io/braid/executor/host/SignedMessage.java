package io.braid.executor.host;

import io.braid.crypto.keys.KeyScheme;
import io.braid.primitives.Bytes;

/** A signature with all that its validity depends on; equal only when all of it is. */
record SignedMessage(KeyScheme scheme, Bytes signature, Bytes message, Bytes publicKey) {
  static SignedMessage sr25519(byte[] signature, byte[] message, byte[] publicKey) {
    return new SignedMessage(
        KeyScheme.SR25519, Bytes.of(signature), Bytes.of(message), Bytes.of(publicKey));
  }

  static SignedMessage ed25519(byte[] signature, byte[] message, byte[] publicKey) {
    return new SignedMessage(
        KeyScheme.ED25519, Bytes.of(signature), Bytes.of(message), Bytes.of(publicKey));
  }

  boolean isValid() {
    byte[] bytes = signature.unsafeArray();
    byte[] text = message.unsafeArray();
    byte[] key = publicKey.unsafeArray();
    return switch (scheme) {
      case SR25519 -> SignatureChecks.DIRECT.sr25519(bytes, text, key);
      case ED25519 -> SignatureChecks.DIRECT.ed25519(bytes, text, key);
      case ECDSA -> SignatureChecks.DIRECT.ecdsa(bytes, text, key);
    };
  }
}
