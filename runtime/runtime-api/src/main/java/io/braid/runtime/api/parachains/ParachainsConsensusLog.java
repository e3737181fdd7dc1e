package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** What the relay chain's runtime tells validators about parachains in a digest. */
@Scale(path = "polkadot_primitives::v8::ConsensusLog")
public sealed interface ParachainsConsensusLog {
  /** The consensus engine's four characters. */
  Bytes ENGINE = Bytes.utf8("POL1");

  /** A parachain runs new code from now on. */
  @Index(1)
  @Unnamed
  record ParaUpgradeCode(int paraId, Hash256 codeHash) implements ParachainsConsensusLog {}

  /** A parachain will run new code, from relay block {@code at} on. */
  @Index(2)
  @Unnamed
  record ParaScheduleUpgradeCode(int paraId, Hash256 codeHash, int at)
      implements ParachainsConsensusLog {}

  /** Every candidate included up to this block of this chain counts as approved. */
  @Index(3)
  @Unnamed
  record ForceApprove(int upTo) implements ParachainsConsensusLog {}

  /** The block with this number in this chain, and all that build on it, are not to be built on. */
  @Index(4)
  @Unnamed
  record Revert(int number) implements ParachainsConsensusLog {}
}
