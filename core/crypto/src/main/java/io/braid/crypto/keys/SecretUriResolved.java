package io.braid.crypto.keys;

/** What became of a text that should be a secret URI. */
public sealed interface SecretUriResolved {
  record Found(KeyPair pair) implements SecretUriResolved {}

  record Refused(SecretUriRefusal reason) implements SecretUriResolved {}
}
