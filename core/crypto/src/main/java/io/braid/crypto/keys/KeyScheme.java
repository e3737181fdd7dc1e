package io.braid.crypto.keys;

/** The signature schemes of Polkadot accounts, in the order of MultiSignature's variants. */
public enum KeyScheme {
  ED25519,
  SR25519,
  ECDSA
}
