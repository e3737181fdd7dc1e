package io.braid.parachains.backing;

import io.braid.parachains.relay.RelayView;
import io.braid.primitives.Bits;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.ValidityAttestation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The votes for candidates on one relay parent. Holds one seconded candidate for each validator of
 * the candidate's group, and one vote for each validator and candidate: so it is bounded by the
 * groups, whatever is sent.
 */
final class StatementTable {
  private static final class Candidate {
    final CommittedCandidateReceipt receipt;
    final TreeMap<Integer, ValidityAttestation> votes = new TreeMap<>();

    Candidate(CommittedCandidateReceipt receipt) {
      this.receipt = receipt;
    }
  }

  private final RelayView view;
  private final Map<Hash256, Candidate> candidates = new LinkedHashMap<>();
  private final Map<Integer, Hash256> seconded = new TreeMap<>();

  StatementTable(RelayView view) {
    this.view = view;
  }

  RelayView view() {
    return view;
  }

  Optional<CommittedCandidateReceipt> candidate(Hash256 hash) {
    return Optional.ofNullable(candidates.get(hash)).map(found -> found.receipt);
  }

  boolean hasVoted(int validator, Hash256 candidate) {
    Candidate found = candidates.get(candidate);
    return found != null && found.votes.containsKey(validator);
  }

  /** The candidate that a validator has seconded here. */
  Optional<Hash256> secondedBy(int validator) {
    return Optional.ofNullable(seconded.get(validator));
  }

  /** Adds a vote that was checked; the first of a validator for a candidate counts. */
  void second(
      int validator,
      Hash256 hash,
      CommittedCandidateReceipt candidate,
      ValidityAttestation.Implicit vote) {
    seconded.putIfAbsent(validator, hash);
    candidates
        .computeIfAbsent(hash, key -> new Candidate(candidate))
        .votes
        .putIfAbsent(validator, vote);
  }

  /** Adds a vote that was checked, for a candidate that is here. */
  void vote(int validator, Hash256 hash, ValidityAttestation.Explicit vote) {
    Candidate found = candidates.get(hash);
    if (found == null) {
      throw new IllegalArgumentException("expected a candidate that was seconded, found " + hash);
    }
    found.votes.putIfAbsent(validator, vote);
  }

  /** The candidates for a core that have votes enough, in the order in which they came. */
  List<BackedCandidate> backed(int core) {
    List<BackedCandidate> found = new ArrayList<>();
    for (Candidate candidate : candidates.values()) {
      if (candidate.receipt.descriptor().coreIndex() == core
          && candidate.votes.size() >= view.votesNeeded(core)) {
        found.add(backed(candidate, view.backersOf(core)));
      }
    }
    return found;
  }

  private static BackedCandidate backed(Candidate candidate, List<Integer> group) {
    Bits voters = Bits.zeros(group.size());
    List<ValidityAttestation> votes = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      ValidityAttestation vote = candidate.votes.get(group.get(i));
      if (vote != null) {
        voters = voters.with(i, true);
        votes.add(vote);
      }
    }
    return new BackedCandidate(candidate.receipt, votes, voters);
  }
}
