package io.braid.crypto.ss58;

import io.braid.primitives.AccountId;

/** What became of a text that should be an SS58 address. */
public sealed interface Ss58Decoded {
  record Address(int prefix, AccountId account) implements Ss58Decoded {}

  record Refused(Ss58Refusal reason) implements Ss58Decoded {}
}
