package io.braid.runtime.api;

import io.braid.primitives.Bytes;
import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;

/** An entry of a header's digest (Polkadot specification, 3.1 "Digest"). */
@Scale(path = "sp_runtime::generic::digest::DigestItem")
public sealed interface DigestItem {
  /** Data that no engine claims. */
  @Index(0)
  @Unnamed
  record Other(Bytes data) implements DigestItem {}

  /** A message from the runtime to the consensus engine. */
  @Index(4)
  @Unnamed
  record Consensus(@Size(4) Bytes engine, Bytes data) implements DigestItem {}

  /** The author's proof, added last and not part of what is hashed for it. */
  @Index(5)
  @Unnamed
  record Seal(@Size(4) Bytes engine, Bytes data) implements DigestItem {}

  /** What the author claims before execution. */
  @Index(6)
  @Unnamed
  record PreRuntime(@Size(4) Bytes engine, Bytes data) implements DigestItem {}

  /** The runtime's code or heap pages changed in this block. */
  @Index(8)
  record RuntimeEnvironmentUpdated() implements DigestItem {}
}
