package io.braid.frame.executive;

/** The sets of extensions that transactions of version 5 may carry; the ordinal names them. */
public enum ExtensionSet {
  /** Those of version 4. Nothing says who sends such a transaction, so none is accepted. */
  PLAIN,
  /** The same behind {@link VerifySignature}. */
  VERIFYING
}
