package io.braid.parachains.disputes;

import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.DisputeStatement;
import io.braid.runtime.api.parachains.DisputeStatementSet.Statement;
import io.braid.runtime.api.parachains.SessionInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What validators have said about a candidate: at most one vote on each side for each. There is a
 * dispute when both sides have a vote; it is confirmed when so many vote that one of them is
 * honest; a side has won with two thirds of all.
 */
final class Dispute {
  private final CandidateReceipt receipt;
  private final int session;
  private final SessionInfo info;
  private final SortedMap<Integer, Statement> valid = new TreeMap<>();
  private final SortedMap<Integer, Statement> invalid = new TreeMap<>();

  Dispute(CandidateReceipt receipt, int session, SessionInfo info) {
    this.receipt = receipt;
    this.session = session;
    this.info = info;
  }

  CandidateReceipt receipt() {
    return receipt;
  }

  int session() {
    return session;
  }

  SessionInfo info() {
    return info;
  }

  /**
   * Counts a vote whose signature holds.
   *
   * @return false when it changes nothing
   */
  boolean add(Statement vote) {
    SortedMap<Integer, Statement> side = isValid(vote) ? valid : invalid;
    Statement before = side.get(vote.validatorIndex());
    // Who backed a candidate pays most when it loses, so that vote is the one to keep.
    if (before == null || (isBacking(vote) && !isBacking(before))) {
      side.put(vote.validatorIndex(), vote);
      return before == null;
    }
    return false;
  }

  static boolean isValid(Statement vote) {
    return vote.statement() instanceof DisputeStatement.Valid;
  }

  private static boolean isBacking(Statement vote) {
    return vote.statement() instanceof DisputeStatement.Valid(DisputeStatement.ValidKind kind)
        && (kind instanceof DisputeStatement.ValidKind.BackingSeconded
            || kind instanceof DisputeStatement.ValidKind.BackingValid);
  }

  boolean hasVoted(int validator) {
    return valid.containsKey(validator) || invalid.containsKey(validator);
  }

  /** By ascending validator. */
  List<Statement> valid() {
    return List.copyOf(valid.values());
  }

  /** By ascending validator. */
  List<Statement> invalid() {
    return List.copyOf(invalid.values());
  }

  /** All votes, those for the candidate first. */
  List<Statement> votes() {
    List<Statement> all = new ArrayList<>(valid.values());
    all.addAll(invalid.values());
    return all;
  }

  boolean isDisputed() {
    return !valid.isEmpty() && !invalid.isEmpty();
  }

  private int faulty() {
    return Math.max(0, info.validators().size() - 1) / 3;
  }

  /** Whether an honest validator is among those who voted. */
  boolean isConfirmed() {
    TreeMap<Integer, Statement> who = new TreeMap<>(valid);
    who.putAll(invalid);
    return who.size() > faulty();
  }

  private boolean isSupermajority(int votes) {
    return votes >= info.validators().size() - faulty();
  }

  boolean isLost() {
    return isDisputed() && isSupermajority(invalid.size());
  }

  boolean isWon() {
    return isDisputed() && !isLost() && isSupermajority(valid.size());
  }
}
