package io.braid.consensus.importing;

import io.braid.primitives.Hash256;

/** Why a block is not part of the chain. */
public sealed interface ImportRefusal {
  /** It is on a fork that can never become final. */
  record ForkBelowFinalised(int finalised) implements ImportRefusal {}

  record WrongNumber(int expected, int found) implements ImportRefusal {}

  record Header(HeaderRefusal reason) implements ImportRefusal {}

  /** The runtime finds its inherents wrong for this moment. */
  record Inherents(String reason) implements ImportRefusal {}

  /** The runtime trapped: something in the block is wrong. */
  record Execution(String reason) implements ImportRefusal {}

  record StateRoot(Hash256 inHeader, Hash256 executed) implements ImportRefusal {}

  /** Nothing is known against the block, but this node cannot execute it. */
  record StateUnavailable(String reason) implements ImportRefusal {}
}
