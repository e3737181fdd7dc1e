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
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.runtime.api.parachains.ValidationParams;
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

  /** What is wrong with a descriptor, as far as the relay chain's state tells. */
  Optional<CollationRefusal> mistake(RelayView view, CandidateDescriptor descriptor) {
    int paraId = descriptor.paraId();
    Optional<Integer> core = view.scheduledCoreOf(paraId);
    Optional<PersistedValidationData> data = views.validationData(view.block().hash(), paraId);
    Optional<Hash256> code = views.codeHash(view.block().hash(), paraId);
    if (core.isEmpty() || data.isEmpty() || code.isEmpty()) {
      return Optional.of(new CollationRefusal.NoFreeCore(paraId));
    }
    Hash256 dataHash = Candidates.hash(data.get());
    if (descriptor.version() != 0
        || !descriptor.reserved1().equals(CandidateDescriptor.RESERVED_1)
        || !descriptor.reserved2().equals(CandidateDescriptor.RESERVED_2)) {
      return Optional.of(new CollationRefusal.UnknownVersion(descriptor.version()));
    }
    if (descriptor.coreIndex() != core.get()) {
      return Optional.of(new CollationRefusal.WrongCore(core.get(), descriptor.coreIndex()));
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
    if (!descriptor.validationCodeHash().equals(code.get())) {
      return Optional.of(
          new CollationRefusal.WrongCode(code.get(), descriptor.validationCodeHash()));
    }
    return Optional.empty();
  }

  /**
   * Judges a candidate whose relay parent's state is {@code view}.
   *
   * @param answer gets the judgement once, perhaps from within this call
   */
  void judge(RelayView view, CandidateReceipt receipt, PoV pov, Consumer<Judgement> answer) {
    CandidateDescriptor descriptor = receipt.descriptor();
    if (!ErasureChunks.possible(view.validators().size())) {
      answer.accept(new Judgement.Undecided("a single validator cannot keep data available"));
      return;
    }
    Optional<CollationRefusal> mistake = mistake(view, descriptor);
    if (mistake.isPresent()) {
      answer.accept(new Judgement.Refused(mistake.get()));
      return;
    }
    Hash256 relayParent = view.block().hash();
    PersistedValidationData data =
        views.validationData(relayParent, descriptor.paraId()).orElseThrow();
    Optional<CollationRefusal> povMistake = povMistake(descriptor, data, pov);
    if (povMistake.isPresent()) {
      answer.accept(new Judgement.Refused(povMistake.get()));
      return;
    }
    Optional<Bytes> code = views.code(relayParent, descriptor.validationCodeHash());
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
