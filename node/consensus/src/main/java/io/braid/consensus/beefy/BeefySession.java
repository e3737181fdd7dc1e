package io.braid.consensus.beefy;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.beefy.BeefyValidatorSet;
import io.braid.runtime.api.beefy.Commitment;
import io.braid.runtime.api.beefy.DoubleVotingProof;
import io.braid.runtime.api.beefy.VoteMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A session and the votes in it. Of each validator it keeps one vote at a block, and blocks that
 * are not signed yet are at most as many as a session has; so it is bounded.
 */
final class BeefySession {
  /** What came of a vote. */
  sealed interface Added {
    /** Counted, or known. */
    record Counted() implements Added {}

    /** Enough have signed. */
    record Concluded(SignedCommitment proof) implements Added {}

    /** Its validator signed something else there before. */
    record Double(DoubleVotingProof proof) implements Added {}
  }

  private final int start;
  private final BeefyValidatorSet validators;
  private boolean mandatoryDone;

  /** By block and validator. */
  private final TreeMap<Integer, Map<Bytes, VoteMessage>> votes = new TreeMap<>();

  /**
   * @param start the session's first block, which must be signed
   */
  BeefySession(int start, BeefyValidatorSet validators, boolean mandatoryDone) {
    this.start = start;
    this.validators = validators;
    this.mandatoryDone = mandatoryDone;
  }

  int start() {
    return start;
  }

  BeefyValidatorSet validators() {
    return validators;
  }

  boolean mandatoryDone() {
    return mandatoryDone;
  }

  /** Whether exactly this vote was counted. */
  boolean knows(VoteMessage vote) {
    Map<Bytes, VoteMessage> here = votes.get(vote.commitment().blockNumber());
    return here != null && vote.equals(here.get(vote.id()));
  }

  /** Counts a vote of a validator of this session, whose signature is checked. */
  Added add(VoteMessage vote) {
    Map<Bytes, VoteMessage> here =
        votes.computeIfAbsent(vote.commitment().blockNumber(), number -> new HashMap<>());
    VoteMessage before = here.putIfAbsent(vote.id(), vote);
    if (before != null && !before.commitment().equals(vote.commitment())) {
      return new Added.Double(new DoubleVotingProof(before, vote));
    }
    List<Optional<Bytes>> signatures = signatures(here, vote.commitment());
    long signed = signatures.stream().filter(Optional::isPresent).count();
    return signed >= validators.threshold()
        ? new Added.Concluded(new SignedCommitment(vote.commitment(), signatures))
        : new Added.Counted();
  }

  private List<Optional<Bytes>> signatures(Map<Bytes, VoteMessage> here, Commitment commitment) {
    List<Optional<Bytes>> signatures = new ArrayList<>();
    for (Bytes id : validators.validators()) {
      signatures.add(
          Optional.ofNullable(here.get(id))
              .filter(vote -> vote.commitment().equals(commitment))
              .map(VoteMessage::signature));
    }
    return signatures;
  }

  /** A block is signed: votes up to there are of no use any more. */
  void conclude(int number) {
    votes.headMap(number, true).clear();
    mandatoryDone |= number == start;
  }
}
