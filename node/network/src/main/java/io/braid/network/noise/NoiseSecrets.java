package io.braid.network.noise;

import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.primitives.Bytes;

/**
 * What one side brings to one handshake.
 *
 * @param identity signs the static key, and is who the node is
 * @param staticKey 32 secret random bytes; may serve many handshakes
 * @param ephemeralKey 32 secret random bytes, for this handshake only
 */
public record NoiseSecrets(Ed25519KeyPair identity, Bytes staticKey, Bytes ephemeralKey) {
  public NoiseSecrets {
    if (staticKey.size() != 32 || ephemeralKey.size() != 32) {
      throw new IllegalArgumentException("expected keys of 32 bytes");
    }
  }

  /** Never the secrets. */
  @Override
  public String toString() {
    return "NoiseSecrets[" + identity.publicKey() + "]";
  }
}
