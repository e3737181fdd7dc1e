package io.braid.pallets.parachains.disputes;

import io.braid.primitives.Bits;
import io.braid.runtime.api.parachains.DisputeState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/** Adds votes to a dispute, and tells what they changed. */
final class VoteImport {
  private final DisputeState before;
  private final TreeSet<Integer> backersBefore;
  private final TreeSet<Integer> backers;
  private final int now;
  private Bits votesFor;
  private Bits votesAgainst;

  VoteImport(DisputeState before, List<Integer> backers, int now) {
    this.before = before;
    this.backersBefore = new TreeSet<>(backers);
    this.backers = new TreeSet<>(backers);
    this.now = now;
    votesFor = before.validatorsFor();
    votesAgainst = before.validatorsAgainst();
  }

  /**
   * Why the vote cannot be added. A backing vote may follow the same validator's explicit one, but
   * not the other way round: backers have no business to vote again.
   */
  Optional<ParasDisputes.Error> refusal(int validator, VoteKind kind) {
    Bits same = kind == VoteKind.INVALID ? votesAgainst : votesFor;
    if (validator < 0 || validator >= same.size()) {
      return Optional.of(ParasDisputes.Error.VALIDATOR_INDEX_OUT_OF_BOUNDS);
    }
    if (!same.get(validator)) {
      return Optional.empty();
    }
    boolean backing = kind == VoteKind.BACKING;
    boolean backed = backers.contains(validator);
    if (backing == backed) {
      return Optional.of(ParasDisputes.Error.DUPLICATE_STATEMENT);
    }
    return backing ? Optional.empty() : Optional.of(ParasDisputes.Error.MALICIOUS_BACKER);
  }

  /** Adds a vote that {@link #refusal} has nothing against. */
  void add(int validator, VoteKind kind) {
    if (kind == VoteKind.INVALID) {
      votesAgainst = votesAgainst.with(validator, true);
      return;
    }
    votesFor = votesFor.with(validator, true);
    if (kind == VoteKind.BACKING) {
      backers.add(validator);
    }
  }

  /**
   * What the votes changed.
   *
   * @param concludedValid whether the supermajority for the candidate is new; likewise the next two
   * @param losersAgainst the validators who are newly known to have been wrong in being against
   * @param losersFor the same of those who were for it, and of backers among them
   */
  record Summary(
      DisputeState state,
      List<Integer> backers,
      boolean concludedValid,
      boolean concludedInvalid,
      boolean byzantineAgainst,
      List<Integer> losersAgainst,
      List<Integer> losersFor) {}

  Summary finish() {
    DisputeState after = new DisputeState(votesFor, votesAgainst, before.start(), Optional.empty());
    boolean valid = Thresholds.supermajorityFor(after);
    boolean invalid = Thresholds.supermajorityAgainst(after);
    boolean wasValid = Thresholds.supermajorityFor(before);
    boolean wasInvalid = Thresholds.supermajorityAgainst(before);
    Optional<Integer> concludedAt =
        before.concludedAt().or(() -> valid || invalid ? Optional.of(now) : Optional.empty());
    return new Summary(
        new DisputeState(votesFor, votesAgainst, before.start(), concludedAt),
        List.copyOf(backers),
        valid && !wasValid,
        invalid && !wasInvalid,
        Thresholds.byzantineAgainst(after) && !Thresholds.byzantineAgainst(before),
        valid
            ? ones(votesAgainst, i -> !wasValid || !before.validatorsAgainst().get(i))
            : List.of(),
        invalid ? ones(votesFor, i -> !wasInvalid || newlyFor(i)) : List.of());
  }

  private boolean newlyFor(int validator) {
    return !before.validatorsFor().get(validator)
        || backers.contains(validator) && !backersBefore.contains(validator);
  }

  private static List<Integer> ones(Bits bits, IntPredicate which) {
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < bits.size(); i++) {
      if (bits.get(i) && which.test(i)) {
        indices.add(i);
      }
    }
    return indices;
  }
}
