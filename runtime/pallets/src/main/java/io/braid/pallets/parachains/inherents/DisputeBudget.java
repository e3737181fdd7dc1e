package io.braid.pallets.parachains.inherents;

import io.braid.frame.system.SystemConfig;
import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.Weight;
import io.braid.runtime.api.parachains.DisputeStatementSet;
import io.braid.runtime.api.parachains.DisputeStatementSetCodec;
import java.util.List;
import java.util.Optional;

/**
 * How many votes in disputes still fit into a block.
 *
 * @param refTime picoseconds
 */
record DisputeBudget(long refTime, long sizeBytes) {
  /** What a dispute costs beside its votes, in picoseconds. */
  static final long SET = 200_000_000;

  /** A signature's check, with some room, in picoseconds. */
  static final long VOTE = 80_000_000;

  /** All that a block may hold. */
  static DisputeBudget of(SystemConfig config) {
    return new DisputeBudget(
        config.blockWeights().maxBlock().refTime(),
        config.blockLength().of(DispatchClass.MANDATORY));
  }

  /** What it costs to import these; the proof is their size. */
  static Weight cost(List<DisputeStatementSet> sets) {
    Weight all = Weight.ZERO;
    for (DisputeStatementSet set : sets) {
      all = all.add(new Weight(time(set), size(set)));
    }
    return all;
  }

  private static long time(DisputeStatementSet set) {
    return SET + VOTE * set.statements().size();
  }

  private static long size(DisputeStatementSet set) {
    return DisputeStatementSetCodec.CODEC.encode(set).length;
  }

  /** Empty when the set does not fit. */
  Optional<DisputeBudget> without(DisputeStatementSet set) {
    long time = refTime - time(set);
    long size = sizeBytes - size(set);
    return time < 0 || size < 0 ? Optional.empty() : Optional.of(new DisputeBudget(time, size));
  }
}
