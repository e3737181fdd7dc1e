package io.braid.parachains.backing;

import io.braid.executor.pvf.PvfKind;
import io.braid.parachains.availability.ErasureChunks;
import io.braid.parachains.candidate.AvailableData;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.PoV;
import io.braid.parachains.pvf.PvfTask;
import io.braid.parachains.pvf.PvfVerdict;
import io.braid.parachains.pvf.PvfWorkers;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackingConstraints;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.ValidationParams;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Judges candidates: the descriptor against the relay chain's state, the block by the validation
 * function, and the receipt against what that function says. The same candidate gets the same
 * judgement on every machine, or none.
 */
final class CollationJudge {
  /** What a candidate is worth. */
  sealed interface Judgement {
    /**
     * @param chunks of all its data
     */
    record Valid(CommittedCandidateReceipt candidate, ErasureChunks chunks) implements Judgement {}

    record Refused(CollationRefusal reason) implements Judgement {}

    /** This machine could not tell. */
    record Undecided(String reason) implements Judgement {}
  }

  private final RelayViews views;
  private final PvfWorkers workers;

  CollationJudge(RelayViews views, PvfWorkers workers) {
    this.views = views;
    this.workers = workers;
  }

  /**
   * What is wrong with a descriptor, as far as the relay parent's state tells.
   *
   * @param data what the candidate's block builds on; its head may not be included yet
   */
  Optional<CollationRefusal> mistake(
      RelayView view, CandidateDescriptor descriptor, PersistedValidationData data) {
    int paraId = descriptor.paraId();
    List<Integer> cores = view.coresOf(paraId);
    Optional<BackingConstraints> limits = views.constraints(view.block().hash(), paraId);
    if (cores.isEmpty() || limits.isEmpty()) {
      return Optional.of(new CollationRefusal.NoCore(paraId));
    }
    Hash256 dataHash =
        Candidates.hash(
            new PersistedValidationData(
                data.parentHead(),
                view.block().number(),
                view.stateRoot(),
                limits.get().maxPovSize()));
    if (descriptor.version() != 0
        || !descriptor.reserved1().equals(CandidateDescriptor.RESERVED_1)
        || !descriptor.reserved2().equals(CandidateDescriptor.RESERVED_2)) {
      return Optional.of(new CollationRefusal.UnknownVersion(descriptor.version()));
    }
    if (!cores.contains(descriptor.coreIndex())) {
      return Optional.of(new CollationRefusal.WrongCore(cores, descriptor.coreIndex()));
    }
    if (descriptor.sessionIndex() != view.session()) {
      return Optional.of(
          new CollationRefusal.WrongSession(view.session(), descriptor.sessionIndex()));
    }
    if (!descriptor.persistedValidationDataHash().equals(dataHash)) {
      return Optional.of(
          new CollationRefusal.WrongValidationData(
              dataHash, descriptor.persistedValidationDataHash()));
    }
    return isCode(limits.get(), view.block().number(), descriptor.validationCodeHash())
        ? Optional.empty()
        : Optional.of(
            new CollationRefusal.WrongCode(
                limits.get().validationCodeHash(), descriptor.validationCodeHash()));
  }

  /** Whether it is the code in force, or the one that an ancestor not yet included brings in. */
  private static boolean isCode(BackingConstraints limits, int relayParent, Hash256 code) {
    return code.equals(limits.validationCodeHash())
        || limits
            .futureValidationCode()
            .filter(future -> relayParent >= future.getKey() && code.equals(future.getValue()))
            .isPresent();
  }

  /**
   * Judges a candidate whose relay parent's state is {@code view}.
   *
   * @param data what its block builds on
   * @param answer gets the judgement once, perhaps from within this call
   */
  void judge(
      RelayView view,
      CandidateReceipt receipt,
      PersistedValidationData data,
      PoV pov,
      Consumer<Judgement> answer) {
    CandidateDescriptor descriptor = receipt.descriptor();
    if (!ErasureChunks.possible(view.validators().size())) {
      answer.accept(new Judgement.Undecided("a single validator cannot keep data available"));
      return;
    }
    Optional<CollationRefusal> mistake = mistake(view, descriptor, data);
    if (mistake.isPresent()) {
      answer.accept(new Judgement.Refused(mistake.get()));
      return;
    }
    Optional<CollationRefusal> povMistake = povMistake(descriptor, data, pov);
    if (povMistake.isPresent()) {
      answer.accept(new Judgement.Refused(povMistake.get()));
      return;
    }
    Optional<Bytes> code = views.code(view.block().hash(), descriptor.validationCodeHash());
    if (code.isEmpty()) {
      answer.accept(
          new Judgement.Undecided(
              "expected the code " + descriptor.validationCodeHash() + " on the relay chain"));
      return;
    }
    ValidationParams parameters =
        new ValidationParams(
            data.parentHead(),
            pov.blockData(),
            data.relayParentNumber(),
            data.relayParentStorageRoot());
    workers.validate(
        new PvfTask(code.get(), parameters, PvfKind.BACKING),
        verdict -> answer.accept(judge(view, receipt, new AvailableData(pov, data), verdict)));
  }

  private static Optional<CollationRefusal> povMistake(
      CandidateDescriptor descriptor, PersistedValidationData data, PoV pov) {
    if (pov.blockData().size() > data.maxPovSize()) {
      return Optional.of(
          new CollationRefusal.PovTooLarge(pov.blockData().size(), data.maxPovSize()));
    }
    Hash256 povHash = Candidates.hash(pov);
    return povHash.equals(descriptor.povHash())
        ? Optional.empty()
        : Optional.of(new CollationRefusal.WrongPov(descriptor.povHash(), povHash));
  }

  private Judgement judge(
      RelayView view, CandidateReceipt receipt, AvailableData data, PvfVerdict verdict) {
    return switch (verdict) {
      case PvfVerdict.Undecided(String reason) -> new Judgement.Undecided(reason);
      case PvfVerdict.Invalid(String reason) ->
          new Judgement.Refused(new CollationRefusal.InvalidBlock(reason));
      case PvfVerdict.Valid(var result) -> compare(view, receipt, data, result.commitments());
    };
  }

  private Judgement compare(
      RelayView view,
      CandidateReceipt receipt,
      AvailableData data,
      CandidateCommitments commitments) {
    CandidateDescriptor descriptor = receipt.descriptor();
    Hash256 head = Candidates.hash(commitments.headData());
    if (!head.equals(descriptor.paraHead())) {
      return new Judgement.Refused(new CollationRefusal.WrongHead(head, descriptor.paraHead()));
    }
    Hash256 hash = Candidates.hash(commitments);
    if (!hash.equals(receipt.commitmentsHash())) {
      return new Judgement.Refused(
          new CollationRefusal.WrongCommitments(hash, receipt.commitmentsHash()));
    }
    Optional<Boolean> accepted =
        views.accepts(view.block().hash(), descriptor.paraId(), commitments);
    if (accepted.isEmpty()) {
      // Its fork was given up while the validation function ran: nobody's fault.
      return new Judgement.Undecided(
          "expected the state of relay parent " + view.block() + ", found it dropped");
    }
    if (!accepted.get()) {
      return new Judgement.Refused(new CollationRefusal.CommitmentsBeyondLimits());
    }
    ErasureChunks chunks = ErasureChunks.of(data, view.validators().size());
    return chunks.root().equals(descriptor.erasureRoot())
        ? new Judgement.Valid(new CommittedCandidateReceipt(descriptor, commitments), chunks)
        : new Judgement.Refused(
            new CollationRefusal.WrongErasureRoot(chunks.root(), descriptor.erasureRoot()));
  }
}
