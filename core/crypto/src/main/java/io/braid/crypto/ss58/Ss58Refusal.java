package io.braid.crypto.ss58;

/** Why a text is no SS58 address of an account. */
public sealed interface Ss58Refusal {
  record NotBase58(int position, char found) implements Ss58Refusal {}

  record WrongSize(int expectedBytes, int foundBytes) implements Ss58Refusal {}

  /** The first byte is 128 or more. */
  record UnknownPrefixForm(int firstByte) implements Ss58Refusal {}

  /** Prefixes 46 and 47. */
  record ReservedPrefix(int prefix) implements Ss58Refusal {}

  record WrongChecksum(int expected, int found) implements Ss58Refusal {}
}
