package io.braid.parachains.backing;

import io.braid.parachains.protocol.CompactStatement;
import io.braid.parachains.protocol.SignedStatement;
import io.braid.parachains.protocol.StatementFilter;
import io.braid.parachains.relay.RelayView;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackedCandidate;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.ValidityAttestation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The statements about candidates on one relay parent. Holds one seconded candidate for each
 * validator, and of each validator one statement about each of these candidates: so it is bounded
 * by the validators, whatever is sent. Statements are checked before they come here; a candidate
 * may come later than what is said of it.
 */
final class StatementTable {
  /** A candidate and the data that its block builds on. */
  record Known(CommittedCandidateReceipt receipt, PersistedValidationData validationData) {}

  private static final class Candidate {
    @Nullable Known known;
    final TreeMap<Integer, SignedStatement> statements = new TreeMap<>();
  }

  private final RelayView view;
  private final Map<Hash256, Candidate> candidates = new LinkedHashMap<>();
  private final Map<Integer, Hash256> seconded = new TreeMap<>();

  StatementTable(RelayView view) {
    this.view = view;
  }

  /** A candidate that is here, not only spoken of. */
  Optional<Known> candidate(Hash256 hash) {
    return Optional.ofNullable(candidates.get(hash))
        .flatMap(found -> Optional.ofNullable(found.known));
  }

  /** The candidates that are here, in the order in which they were first spoken of. */
  List<Hash256> candidates() {
    return candidates.entrySet().stream()
        .filter(each -> each.getValue().known != null)
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean hasSpoken(int validator, Hash256 candidate) {
    Candidate found = candidates.get(candidate);
    return found != null && found.statements.containsKey(validator);
  }

  /** The candidate that a validator has seconded here. */
  Optional<Hash256> secondedBy(int validator) {
    return Optional.ofNullable(seconded.get(validator));
  }

  /** Whether somebody has seconded it. */
  boolean isSeconded(Hash256 candidate) {
    return candidates.containsKey(candidate);
  }

  /**
   * Adds a statement whose signature was checked; the first of a validator about a candidate
   * counts.
   *
   * @throws IllegalArgumentException when nobody has seconded its candidate, or its validator has
   *     seconded another one
   */
  void add(SignedStatement statement) {
    Hash256 hash = statement.payload().candidateHash();
    int validator = statement.validatorIndex();
    switch (statement.payload()) {
      case CompactStatement.Seconded s -> {
        Hash256 before = seconded.putIfAbsent(validator, hash);
        if (before != null && !before.equals(hash)) {
          throw new IllegalArgumentException(
              "expected no second candidate of validator " + validator + ", found " + hash);
        }
      }
      case CompactStatement.Valid v -> {
        if (!isSeconded(hash)) {
          throw new IllegalArgumentException("expected a candidate that was seconded: " + hash);
        }
      }
    }
    candidates
        .computeIfAbsent(hash, key -> new Candidate())
        .statements
        .putIfAbsent(validator, statement);
  }

  /** Whether a validator may speak of a candidate: while it is not here, every one. */
  boolean mayBack(int validator, Hash256 candidate) {
    return candidate(candidate)
        .map(known -> view.backersOf(known.receipt().descriptor().coreIndex()).contains(validator))
        .orElse(true);
  }

  /** Adds a candidate that was seconded; what others than its group said of it is dropped. */
  void add(Hash256 hash, Known known) {
    Candidate found = candidates.get(hash);
    if (found == null) {
      throw new IllegalArgumentException("expected a candidate that was seconded: " + hash);
    }
    found.known = known;
    found.statements.keySet().retainAll(view.backersOf(known.receipt().descriptor().coreIndex()));
  }

  /** What is said of a candidate: first who seconded it, each by ascending validator. */
  List<SignedStatement> statements(Hash256 candidate) {
    Candidate found = candidates.get(candidate);
    List<SignedStatement> all = new ArrayList<>();
    if (found != null) {
      found.statements.values().stream()
          .filter(each -> each.payload() instanceof CompactStatement.Seconded)
          .forEach(all::add);
      found.statements.values().stream()
          .filter(each -> each.payload() instanceof CompactStatement.Valid)
          .forEach(all::add);
    }
    return all;
  }

  /**
   * Which statements about a candidate are here.
   *
   * @param group the validators who may make them
   */
  StatementFilter knowledge(Hash256 candidate, List<Integer> group) {
    StatementFilter filter = StatementFilter.blank(group.size());
    for (SignedStatement each : statements(candidate)) {
      int member = group.indexOf(each.validatorIndex());
      filter = member < 0 ? filter : filter.with(member, each.payload());
    }
    return filter;
  }

  /** A candidate with its votes, if it is here and has enough. */
  Optional<BackedCandidate> backed(Hash256 hash) {
    Candidate candidate = candidates.get(hash);
    Known known = candidate == null ? null : candidate.known;
    if (candidate == null || known == null) {
      return Optional.empty();
    }
    int core = known.receipt.descriptor().coreIndex();
    return candidate.statements.size() >= view.votesNeeded(core)
        ? Optional.of(backed(known.receipt, candidate.statements, view.backersOf(core)))
        : Optional.empty();
  }

  private static BackedCandidate backed(
      CommittedCandidateReceipt receipt,
      Map<Integer, SignedStatement> statements,
      List<Integer> group) {
    Bits voters = Bits.zeros(group.size());
    List<ValidityAttestation> votes = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      SignedStatement statement = statements.get(group.get(i));
      if (statement != null) {
        voters = voters.with(i, true);
        votes.add(attestation(statement.payload(), statement.signature()));
      }
    }
    return new BackedCandidate(receipt, votes, voters);
  }

  private static ValidityAttestation attestation(CompactStatement said, Bytes signature) {
    return switch (said) {
      case CompactStatement.Seconded s -> new ValidityAttestation.Implicit(signature);
      case CompactStatement.Valid v -> new ValidityAttestation.Explicit(signature);
    };
  }
}
