package io.braid.pallets.parachains.disputes;

import io.braid.primitives.Hash256;
import java.util.List;

/** What happens to validators who lost a dispute. Indices are those of the candidate's session. */
public interface Losers {
  /** They were for an invalid candidate; {@code backers} even put their names to it. */
  void forInvalid(int session, Hash256 candidate, List<Integer> losers, List<Integer> backers);

  /** They were against a valid candidate. */
  void againstValid(int session, Hash256 candidate, List<Integer> losers);
}
