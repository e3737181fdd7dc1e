package io.braid.consensus.grandpa;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import java.util.List;

/**
 * Who votes, and with what weight.
 *
 * @param id rises by one with every change
 * @param authorities not empty
 */
@Scale(path = "braid_consensus::grandpa::VoterSet")
record VoterSet(long id, @Max(VoterSet.MAX_VOTERS) List<GrandpaAuthority> authorities) {
  /** Voters that a set may have. */
  static final int MAX_VOTERS = 100_000;

  long total() {
    long total = 0;
    for (GrandpaAuthority authority : authorities) {
      total += authority.weight();
    }
    return total;
  }

  /**
   * The least weight that is more than two thirds, so that any two such groups share an honest
   * voter.
   */
  long threshold() {
    return total() - (total() - 1) / 3;
  }

  /** 0 for one that is no voter. */
  long weight(Bytes id) {
    for (GrandpaAuthority authority : authorities) {
      if (authority.id().equals(id)) {
        return authority.weight();
      }
    }
    return 0;
  }

  boolean contains(Bytes id) {
    return weight(id) > 0;
  }

  /** Who may propose in a round. */
  Bytes primary(long round) {
    return authorities.get((int) Long.remainderUnsigned(round, authorities.size())).id();
  }
}
