package io.braid.executor.host;

import io.braid.crypto.keys.KeyScheme;
import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Optional;

/** The node's keystore, as far as a runtime may ask for it. Key types are four ASCII characters. */
public interface HostKeystore {
  /** A keystore for calls that must not reach one, such as a block's execution. */
  HostKeystore NONE =
      new HostKeystore() {
        @Override
        public Bytes generate(KeyScheme scheme, String keyType, Optional<String> seed) {
          throw new RuntimeTrap("this call has no keystore to generate a " + keyType + " key in");
        }

        @Override
        public List<Bytes> publicKeys(KeyScheme scheme, String keyType) {
          return List.of();
        }

        @Override
        public Optional<Bytes> sign(
            KeyScheme scheme, String keyType, Bytes publicKey, byte[] message) {
          return Optional.empty();
        }
      };

  /**
   * Makes a key and keeps it.
   *
   * @param seed a secret URI; a random key without
   * @return the public key
   */
  Bytes generate(KeyScheme scheme, String keyType, Optional<String> seed);

  List<Bytes> publicKeys(KeyScheme scheme, String keyType);

  /** A signature, unless the keystore has no such key. */
  Optional<Bytes> sign(KeyScheme scheme, String keyType, Bytes publicKey, byte[] message);
}
