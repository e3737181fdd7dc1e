package io.braid.parachains.approval;

import io.braid.consensus.ports.Keystore;
import io.braid.consensus.ports.Timers;
import io.braid.crypto.keys.KeyScheme;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.Signing;
import io.braid.parachains.protocol.ApprovalMessage;
import io.braid.parachains.relay.ValidatorKeys;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateReceipt;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node's own part: draws its lots for a block, and when its turn has come says so, checks the
 * candidate, and signs for it when it is valid.
 */
final class OwnTurns {
  private static final Logger LOG = LoggerFactory.getLogger(ApprovalVoting.class);

  /** How long a valid candidate waits at most for others to be signed together with it. */
  private static final long COALESCE_TICKS = 12;

  /** When this machine could not tell, it tries again after so long times the attempts. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private static final int MAX_PATIENCE = 8;

  /** For a dispute, whose candidate no living block here may include. */
  private static final int MAX_ATTEMPTS = 20;

  /** What the machine around this knows. */
  interface Blocks {
    List<IncludingBlock> including(CandidateVotes candidate);

    /** Something changed for a block. */
    void progress(IncludingBlock block);
  }

  private final Keystore keys;
  private final Timers timers;
  private final Ticks ticks;
  private final CandidateCheck checks;
  private final ApprovalDistribution distribution;
  private final Verdicts verdicts;
  private final ApprovalObserver observer;
  private final Blocks blocks;

  OwnTurns(
      Keystore keys,
      Timers timers,
      Ticks ticks,
      CandidateCheck checks,
      ApprovalDistribution distribution,
      Verdicts verdicts,
      ApprovalObserver observer,
      Blocks blocks) {
    this.keys = keys;
    this.timers = timers;
    this.ticks = ticks;
    this.checks = checks;
    this.distribution = distribution;
    this.verdicts = verdicts;
    this.observer = observer;
    this.blocks = blocks;
  }

  /** Draws the lots for a block, once. */
  void draw(IncludingBlock block) {
    if (block.drawn) {
      return;
    }
    block.drawn = true;
    SortedMap<Integer, OwnAssignment> drawn =
        block
            .criteria()
            .own(
                keys,
                block.facts().story(),
                block.candidates().stream().map(IncludedCandidate::leaving).toList(),
                block.facts().compact());
    for (IncludedCandidate each : block.candidates()) {
      each.own = Optional.ofNullable(drawn.get(each.core()));
    }
  }

  /** Whether this node's turn to check a candidate has come, and was not taken yet. */
  boolean isDue(IncludedCandidate candidate, RequiredTranches required, int trancheNow) {
    if (candidate.triggered || candidate.own.isEmpty()) {
      return false;
    }
    int tranche = candidate.own.get().tranche();
    return tranche == 0
        || switch (required) {
          case RequiredTranches.All all -> !candidate.approved;
          case RequiredTranches.Pending pending ->
              tranche <= pending.maximumBroadcast()
                  && tranche <= Math.max(0, trancheNow - pending.clockDrift());
          case RequiredTranches.Exact exact -> false;
        };
  }

  /** Takes the turn: for all candidates that the certificate is about. */
  void trigger(IncludingBlock block, IncludedCandidate candidate) {
    OwnAssignment own = candidate.own.orElseThrow();
    List<Integer> places = ApprovalVoting.claimed(block, candidate.core(), own.cert());
    Bits bits = Bitfield.of(places);
    for (IncludedCandidate each : block.at(bits)) {
      each.triggered = true;
      each.assignments().add(own.tranche(), own.validator(), ticks.now());
    }
    distribution.spread(
        new ApprovalMessage.Assignment(
            new ApprovalMessage.IndirectCert(block.ref().hash(), own.validator(), own.cert()),
            bits));
    block.at(bits).forEach(each -> launch(block, each));
  }

  private void launch(IncludingBlock block, IncludedCandidate candidate) {
    CandidateVotes votes = candidate.votes();
    Optional<Boolean> known = verdicts.of(votes.hash());
    if (known.isPresent()) {
      if (known.get()) {
        approve(block, candidate);
      }
    } else if (!votes.checking) {
      votes.checking = true;
      votes.attempts++;
      checks.check(
          block.parent(),
          votes.receipt(),
          candidate.leaving().group(),
          outcome -> {
            votes.checking = false;
            onOutcome(block, candidate, outcome);
          });
    }
  }

  private void onOutcome(
      IncludingBlock block, IncludedCandidate candidate, CandidateCheck.Outcome outcome) {
    CandidateVotes votes = candidate.votes();
    int paraId = votes.receipt().descriptor().paraId();
    switch (outcome) {
      case CandidateCheck.Outcome.Undecided(String reason) -> {
        LOG.info("candidate {} of parachain {} is undecided: {}", votes.hash(), paraId, reason);
        timers.after(
            AGAIN.multipliedBy(Math.min(votes.attempts, MAX_PATIENCE)),
            () -> again(block, candidate));
      }
      case CandidateCheck.Outcome.Invalid(String reason) -> {
        LOG.warn("candidate {} of parachain {} is not valid: {}", votes.hash(), paraId, reason);
        if (!verdicts.note(votes.hash(), false)) {
          observer.onInvalid(votes.receipt(), reason);
        }
      }
      case CandidateCheck.Outcome.Valid valid -> {
        if (verdicts.note(votes.hash(), true)) {
          blocks.including(votes).forEach(each -> approve(each, votes));
        }
      }
    }
  }

  private void again(IncludingBlock block, IncludedCandidate candidate) {
    if (blocks.including(candidate.votes()).contains(block)) {
      launch(block, candidate);
    }
  }

  private void approve(IncludingBlock block, CandidateVotes votes) {
    block.candidates().stream()
        .filter(each -> each.votes() == votes && each.triggered)
        .forEach(each -> approve(block, each));
  }

  private void approve(IncludingBlock block, IncludedCandidate candidate) {
    long now = ticks.now();
    OwnAssignment own = candidate.own.orElseThrow();
    // Late in the time to show up, an approval waits for nothing more.
    long half =
        ticks.ofSlot(block.facts().slot())
            + own.tranche()
            + ticks.inSlots(block.facts().info().noShowSlots()) / 2;
    block.toSign.put(
        block.candidates().indexOf(candidate), Math.max(now, Math.min(now + COALESCE_TICKS, half)));
    signDue(block);
  }

  /**
   * Says what this node holds of a candidate, or finds it out; the same for ever.
   *
   * @param block whose state has the candidate's code
   * @param answer gets nothing when this machine cannot tell
   */
  void judge(Hash256 block, CandidateReceipt receipt, int group, Consumer<Boolean> answer) {
    Hash256 hash = Candidates.hash(receipt);
    Optional<Boolean> known = verdicts.of(hash);
    if (known.isPresent()) {
      answer.accept(known.get());
      return;
    }
    judge(block, receipt, group, answer, 1);
  }

  private void judge(
      Hash256 block, CandidateReceipt receipt, int group, Consumer<Boolean> answer, int attempt) {
    Hash256 hash = Candidates.hash(receipt);
    checks.check(
        block,
        receipt,
        group,
        outcome -> {
          switch (outcome) {
            case CandidateCheck.Outcome.Valid valid -> answer.accept(verdicts.note(hash, true));
            case CandidateCheck.Outcome.Invalid(String reason) ->
                answer.accept(verdicts.note(hash, false));
            case CandidateCheck.Outcome.Undecided(String reason) -> {
              LOG.info("candidate {}, which is disputed, is undecided: {}", hash, reason);
              if (attempt < MAX_ATTEMPTS) {
                timers.after(
                    AGAIN.multipliedBy(Math.min(attempt, MAX_PATIENCE)),
                    () -> judge(block, receipt, group, answer, attempt + 1));
              }
            }
          }
        });
  }

  /** Signs what is enough for a signature, or has waited long enough. */
  void signDue(IncludingBlock block) {
    long now = ticks.now();
    if (block.toSign.isEmpty()
        || (block.toSign.size() < block.facts().coalesce()
            && block.toSign.values().stream().allMatch(until -> until > now))) {
      return;
    }
    List<Integer> places = block.toSign.keySet().stream().limit(block.facts().coalesce()).toList();
    places.forEach(block.toSign::remove);
    sign(block, places);
    blocks.progress(block);
  }

  private void sign(IncludingBlock block, List<Integer> places) {
    Bits bits = Bitfield.of(places);
    List<IncludedCandidate> candidates = block.at(bits);
    int self = candidates.getFirst().own.orElseThrow().validator();
    List<Hash256> hashes = candidates.stream().map(each -> each.votes().hash()).toList();
    Bytes key = block.facts().info().validators().get(self);
    Bytes payload = Signing.approval(hashes, block.facts().session());
    keys.sign(KeyScheme.SR25519, ValidatorKeys.KEY_TYPE, key, payload.unsafeArray())
        .ifPresent(signature -> {
          candidates.forEach(each -> each.votes().approve(self));
          distribution.spread(
              new ApprovalMessage.Approval(block.ref().hash(), bits, self, signature));
        });
  }
}
