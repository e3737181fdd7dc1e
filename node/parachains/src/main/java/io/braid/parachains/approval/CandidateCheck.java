package io.braid.parachains.approval;

import io.braid.executor.pvf.PvfKind;
import io.braid.parachains.availability.DataRecovery;
import io.braid.parachains.availability.Recovery;
import io.braid.parachains.candidate.AvailableData;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.pvf.PvfTask;
import io.braid.parachains.pvf.PvfVerdict;
import io.braid.parachains.pvf.PvfWorkers;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.ValidationParams;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks an included candidate from nothing but its receipt: brings its data here, runs the
 * validation function, and compares with what the receipt says. The same on every machine that can
 * tell at all.
 */
final class CandidateCheck {
  /** What came out. */
  sealed interface Outcome {
    record Valid() implements Outcome {}

    /** Whoever backed it lied. */
    record Invalid(String reason) implements Outcome {}

    /** This machine could not tell. */
    record Undecided(String reason) implements Outcome {}
  }

  static final int MAX_RUNNING = 2;
  static final int MAX_WAITING = 512;

  private final RelayViews views;
  private final DataRecovery recovery;
  private final PvfWorkers workers;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int running;

  CandidateCheck(RelayViews views, DataRecovery recovery, PvfWorkers workers) {
    this.views = views;
    this.recovery = recovery;
    this.workers = workers;
  }

  /**
   * Checks a candidate, after those that came before: at most {@value #MAX_RUNNING} at a time, so
   * that backing, whose candidates cannot wait, still gets its turn.
   *
   * @param parent of the block that includes it, whose view names the validators who hold its data
   * @param group that backed it
   * @param answer gets the outcome once, perhaps from within this call
   */
  void check(Hash256 parent, CandidateReceipt receipt, int group, Consumer<Outcome> answer) {
    if (waiting.size() == MAX_WAITING) {
      answer.accept(new Outcome.Undecided("this machine is behind: " + MAX_WAITING + " wait"));
      return;
    }
    waiting.add(() ->
        begin(
            parent,
            receipt,
            group,
            outcome -> {
              running--;
              answer.accept(outcome);
              runNext();
            }));
    runNext();
  }

  private void runNext() {
    if (running < MAX_RUNNING && !waiting.isEmpty()) {
      running++;
      waiting.poll().run();
    }
  }

  private void begin(
      Hash256 parent, CandidateReceipt receipt, int group, Consumer<Outcome> answer) {
    Optional<RelayView> view = views.at(parent);
    Optional<Bytes> code = views.code(parent, receipt.descriptor().validationCodeHash());
    if (view.isEmpty() || code.isEmpty()) {
      answer.accept(new Outcome.Undecided("expected the state of block " + parent));
      return;
    }
    recovery.recover(
        new DataRecovery.Wanted(
            view.get(), Candidates.hash(receipt), receipt.descriptor().erasureRoot(), group),
        found -> {
          switch (found) {
            case Recovery.TooFewChunks(var reason) ->
                answer.accept(new Outcome.Undecided("its data is not available: " + reason));
            case Recovery.WrongRoot(String reason) -> answer.accept(new Outcome.Invalid(reason));
            case Recovery.Recovered(AvailableData data) -> run(receipt, data, code.get(), answer);
          }
        });
  }

  private void run(
      CandidateReceipt receipt, AvailableData available, Bytes code, Consumer<Outcome> answer) {
    CandidateDescriptor descriptor = receipt.descriptor();
    PersistedValidationData data = available.validationData();
    Bytes block = available.pov().blockData();
    Hash256 dataHash = Candidates.hash(data);
    Hash256 povHash = Candidates.hash(available.pov());
    if (!dataHash.equals(descriptor.persistedValidationDataHash())) {
      answer.accept(differs("validation data", descriptor.persistedValidationDataHash(), dataHash));
    } else if (!povHash.equals(descriptor.povHash())) {
      answer.accept(differs("proof of validity", descriptor.povHash(), povHash));
    } else if (block.size() > data.maxPovSize()) {
      answer.accept(
          new Outcome.Invalid(
              "expected a proof of validity of at most %d bytes, found %d"
                  .formatted(data.maxPovSize(), block.size())));
    } else {
      workers.validate(
          new PvfTask(
              code,
              new ValidationParams(
                  data.parentHead(),
                  block,
                  data.relayParentNumber(),
                  data.relayParentStorageRoot()),
              PvfKind.APPROVAL),
          verdict -> answer.accept(compare(receipt, verdict)));
    }
  }

  private static Outcome compare(CandidateReceipt receipt, PvfVerdict verdict) {
    return switch (verdict) {
      case PvfVerdict.Undecided(String reason) -> new Outcome.Undecided(reason);
      case PvfVerdict.Invalid(String reason) -> new Outcome.Invalid(reason);
      case PvfVerdict.Valid(var result) -> {
        CandidateCommitments commitments = result.commitments();
        Hash256 head = Candidates.hash(commitments.headData());
        Hash256 hash = Candidates.hash(commitments);
        if (!head.equals(receipt.descriptor().paraHead())) {
          yield differs("head", receipt.descriptor().paraHead(), head);
        }
        yield hash.equals(receipt.commitmentsHash())
            ? new Outcome.Valid()
            : differs("commitments", receipt.commitmentsHash(), hash);
      }
    };
  }

  private static Outcome differs(String what, Hash256 expected, Hash256 found) {
    return new Outcome.Invalid(
        "expected the %s with hash %s, found %s".formatted(what, expected, found));
  }
}
