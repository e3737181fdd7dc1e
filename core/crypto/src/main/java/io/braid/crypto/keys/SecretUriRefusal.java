package io.braid.crypto.keys;

import io.braid.crypto.bip39.MnemonicRefusal;

/** Why a text is no secret URI. Never holds the secret itself. */
public sealed interface SecretUriRefusal {
  /** A character that its part may not hold: phrases are ASCII letters, digits and spaces. */
  record BadCharacter(int position) implements SecretUriRefusal {}

  /** A slash or two with no name behind. */
  record EmptyJunction(int position) implements SecretUriRefusal {}

  /** A hexadecimal seed of the wrong size, or one that the scheme has no secret for. */
  record BadSeed(int sizeBytes) implements SecretUriRefusal {}

  /** "0x" and then something that is not pairs of hexadecimal digits. */
  record BadHex() implements SecretUriRefusal {}

  record BadMnemonic(MnemonicRefusal reason) implements SecretUriRefusal {}

  /**
   * A soft junction, which only sr25519 has.
   *
   * @param index zero-based, among the junctions
   */
  record UnsupportedJunction(int index) implements SecretUriRefusal {}
}
