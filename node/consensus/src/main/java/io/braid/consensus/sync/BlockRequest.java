package io.braid.consensus.sync;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;

/**
 * Asks for blocks, each with header, body and justifications.
 *
 * @param max how many; the peer may send fewer
 */
@Scale(path = "braid_consensus::sync::BlockRequest")
public record BlockRequest(Start start, Direction direction, int max) {
  /** Which block comes first. */
  @Scale(path = "braid_consensus::sync::Start")
  public sealed interface Start {
    record AtHash(Hash256 hash) implements Start {}

    /** On the peer's best chain. */
    record AtNumber(int number) implements Start {}
  }

  /** Where to go from there. */
  @Scale(path = "braid_consensus::sync::Direction")
  public enum Direction {
    ASCENDING,
    DESCENDING
  }
}
