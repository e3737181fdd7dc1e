package io.braid.pallets.parachains.paras;

import io.braid.primitives.Bits;
import io.braid.scale.Scale;
import java.util.ArrayList;
import java.util.List;

/**
 * A vote on code, in progress.
 *
 * @param votesAccept a bit for every active validator; so has {@code votesReject}
 * @param age sessions that have begun since
 * @param createdAt a relay block
 * @param causes at least one
 */
@Scale(path = "polkadot_runtime_parachains::paras::PvfCheckActiveVoteState")
record PvfCheckVote(
    Bits votesAccept, Bits votesReject, int age, int createdAt, List<PvfCheckCause> causes) {
  static PvfCheckVote begun(int now, int validators, PvfCheckCause cause) {
    return new PvfCheckVote(Bits.zeros(validators), Bits.zeros(validators), 0, now, List.of(cause));
  }

  PvfCheckVote with(PvfCheckCause cause) {
    List<PvfCheckCause> more = new ArrayList<>(causes);
    more.add(cause);
    return new PvfCheckVote(votesAccept, votesReject, age, createdAt, more);
  }

  PvfCheckVote with(int validator, boolean accept) {
    return accept
        ? new PvfCheckVote(votesAccept.with(validator, true), votesReject, age, createdAt, causes)
        : new PvfCheckVote(votesAccept, votesReject.with(validator, true), age, createdAt, causes);
  }

  /** The same in the next session, whose validators have not voted yet. */
  PvfCheckVote inNextSession(int validators) {
    return new PvfCheckVote(
        Bits.zeros(validators), Bits.zeros(validators), age + 1, createdAt, causes);
  }

  boolean covers(int validator) {
    return validator >= 0 && validator < votesAccept.size();
  }

  boolean has(int validator) {
    return votesAccept.get(validator) || votesReject.get(validator);
  }

  private int needed() {
    int validators = votesAccept.size();
    return validators - Math.max(0, validators - 1) / 3;
  }

  boolean accepted() {
    return votesAccept.count() >= needed();
  }

  /** Whether so many are against it that it cannot be accepted any more. */
  boolean rejected() {
    return votesReject.count() > votesAccept.size() - needed();
  }
}
