package io.braid.consensus.grandpa;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A {@link Commit} as it is gossiped: votes, and apart from them who cast them.
 *
 * @param authData signature and voter of the precommit at the same position
 */
@Scale(path = "finality_grandpa::CompactCommit")
public record CompactCommit(
    Hash256 targetHash,
    int targetNumber,
    @Max(VoterSet.MAX_VOTERS * 2) List<Vote> precommits,
    @Max(VoterSet.MAX_VOTERS * 2) List<Map.Entry<@Size(64) Bytes, @Size(32) Bytes>> authData) {
  static CompactCommit of(Commit commit) {
    List<Vote> votes = new ArrayList<>();
    List<Map.Entry<Bytes, Bytes>> auth = new ArrayList<>();
    for (SignedVote precommit : commit.precommits()) {
      votes.add(precommit.vote());
      auth.add(Map.entry(precommit.signature(), precommit.id()));
    }
    return new CompactCommit(commit.targetHash(), commit.targetNumber(), votes, auth);
  }

  /** The commit; what has no partner in the other list is left out. */
  Commit expand() {
    List<SignedVote> signed = new ArrayList<>();
    for (int i = 0; i < Math.min(precommits.size(), authData.size()); i++) {
      Map.Entry<Bytes, Bytes> auth = authData.get(i);
      signed.add(new SignedVote(precommits.get(i), auth.getKey(), auth.getValue()));
    }
    return new Commit(targetHash, targetNumber, signed);
  }
}
