package io.braid.crypto.bip39;

/** What became of a phrase that should be a mnemonic. */
public sealed interface MnemonicParsed {
  record Valid(Mnemonic mnemonic) implements MnemonicParsed {}

  record Refused(MnemonicRefusal reason) implements MnemonicParsed {}
}
