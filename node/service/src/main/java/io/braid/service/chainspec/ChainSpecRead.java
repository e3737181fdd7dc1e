package io.braid.service.chainspec;

/** What became of a text that should be a chain specification. */
public sealed interface ChainSpecRead {
  record Accepted(ChainSpec spec) implements ChainSpecRead {}

  /**
   * @param reason which key it was, what was expected there and what was found
   */
  record Refused(String reason) implements ChainSpecRead {}
}
