package io.braid.runtime.api.babe;

import io.braid.primitives.Bytes;
import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;
import java.util.List;

/** What the runtime tells BABE in a digest. */
@Scale(path = "sp_consensus_babe::ConsensusLog")
public sealed interface BabeConsensusLog {
  /** The authors and randomness of the epoch after the one that starts in this block. */
  @Index(1)
  record NextEpochData(List<BabeAuthority> authorities, @Size(32) Bytes randomness)
      implements BabeConsensusLog {}

  /** The author with this index is out until the epoch ends. */
  @Index(2)
  @Unnamed
  record OnDisabled(int authorityIndex) implements BabeConsensusLog {}

  /** The configuration of the next epoch. */
  @Index(3)
  @Unnamed
  record NextConfigData(NextConfigDescriptor descriptor) implements BabeConsensusLog {}
}
