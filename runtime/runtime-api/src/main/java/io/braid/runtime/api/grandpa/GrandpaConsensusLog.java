package io.braid.runtime.api.grandpa;

import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** What the runtime tells GRANDPA in a digest. */
@Scale(path = "sp_consensus_grandpa::ConsensusLog")
public sealed interface GrandpaConsensusLog {
  /** Counted in finalised blocks. */
  @Index(1)
  @Unnamed
  record Scheduled(ScheduledChange change) implements GrandpaConsensusLog {}

  /** Counted in imported blocks; {@code lastFinalized} is the best block known to be final. */
  @Index(2)
  @Unnamed
  record Forced(int lastFinalized, ScheduledChange change) implements GrandpaConsensusLog {}

  @Index(3)
  @Unnamed
  record OnDisabled(long authorityIndex) implements GrandpaConsensusLog {}

  @Index(4)
  @Unnamed
  record Pause(int delay) implements GrandpaConsensusLog {}

  @Index(5)
  @Unnamed
  record Resume(int delay) implements GrandpaConsensusLog {}
}
