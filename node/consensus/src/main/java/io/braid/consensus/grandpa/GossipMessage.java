package io.braid.consensus.grandpa;

import io.braid.primitives.Hash256;
import io.braid.scale.Index;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;
import java.util.List;

/** What voters send each other (Polkadot specification, 4.8.4). */
@Scale(path = "sc_consensus_grandpa::communication::gossip::GossipMessage")
sealed interface GossipMessage {
  /** A vote of somebody in a round. */
  record VoteGossip(long round, long setId, SignedMessage message) implements GossipMessage {}

  /** A commit of a round. */
  record CommitGossip(long round, long setId, CompactCommit message) implements GossipMessage {}

  /** Where the sender stands. */
  @Unnamed
  record Neighbor(NeighborPacket packet) implements GossipMessage {}

  /** Asks for the votes of a round, or a later one. */
  record CatchUpRequest(long round, long setId) implements GossipMessage {}

  /** The votes that completed a round. */
  record CatchUpGossip(long setId, CatchUp message) implements GossipMessage {}

  /** Versioned. */
  @Scale(path = "sc_consensus_grandpa::communication::gossip::VersionedNeighborPacket")
  sealed interface NeighborPacket {
    @Index(1)
    record V1(long round, long setId, int commitFinalisedHeight) implements NeighborPacket {}
  }

  /** The votes that completed a round, over a base that all of them build on. */
  @Scale(path = "finality_grandpa::CatchUp")
  record CatchUp(
      long roundNumber,
      @Max(VoterSet.MAX_VOTERS * 2) List<SignedVote> prevotes,
      @Max(VoterSet.MAX_VOTERS * 2) List<SignedVote> precommits,
      Hash256 baseHash,
      int baseNumber) {}
}
