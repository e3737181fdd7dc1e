package io.braid.network.multistream;

import io.braid.primitives.Bytes;

/** Where a negotiation stands. */
public sealed interface Negotiation {
  /**
   * It goes on.
   *
   * @param send to the peer; may be empty
   */
  record Pending(Bytes send) implements Negotiation {}

  /**
   * Both sides speak {@code protocol} from the next byte on.
   *
   * @param send to the peer before that
   */
  record Agreed(String protocol, Bytes send) implements Negotiation {}

  /** There is no common protocol, or the peer does not speak multistream-select. */
  record Failed(String reason) implements Negotiation {}
}
