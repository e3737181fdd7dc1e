package io.braid.crypto.bip39;

/** Why a phrase is no mnemonic. */
public sealed interface MnemonicRefusal {
  /** The count is none of 12, 15, 18, 21, 24. */
  record WrongWordCount(int found) implements MnemonicRefusal {}

  /**
   * @param index zero-based
   */
  record UnknownWord(int index) implements MnemonicRefusal {}

  record WrongChecksum() implements MnemonicRefusal {}
}
