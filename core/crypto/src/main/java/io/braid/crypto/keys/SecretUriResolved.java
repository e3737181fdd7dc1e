package io.braid.crypto.keys;

import io.braid.primitives.Bytes;
import java.util.Optional;

/** What became of a text that should be a secret URI. */
public sealed interface SecretUriResolved {
  /**
   * @param seed the 32 bytes that the pair follows from; none below a soft junction, or when the
   *     URI itself holds an expanded secret
   */
  record Found(KeyPair pair, Optional<Bytes> seed) implements SecretUriResolved {}

  record Refused(SecretUriRefusal reason) implements SecretUriResolved {}
}
