package io.braid.simulation.byzantine;

import io.braid.executor.pvf.PvfKind;
import io.braid.executor.pvf.PvfPrecheck;
import io.braid.parachains.pvf.PvfTask;
import io.braid.parachains.pvf.PvfVerdict;
import io.braid.parachains.pvf.PvfWorkers;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.ValidationResult;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Validations as a liar has them: what comes out is what its role wants. */
final class LyingWorkers implements PvfWorkers {
  /** Who disputes everything is disabled before it has done much: one in so many is disputed. */
  private static final int DISPUTES_ONE_IN = 3;

  private final PvfWorkers honest;
  private final Attack role;
  private final Conspiracy conspiracy;
  private final SplittableRandom random;

  LyingWorkers(PvfWorkers honest, Attack role, Conspiracy conspiracy, SplittableRandom random) {
    this.honest = honest;
    this.role = role;
    this.conspiracy = conspiracy;
    this.random = random;
  }

  @Override
  public void prepare(Bytes code) {
    honest.prepare(code);
  }

  @Override
  public void precheck(Bytes code, Consumer<PvfPrecheck> answer) {
    honest.precheck(code, answer);
  }

  @Override
  public void validate(PvfTask task, Consumer<PvfVerdict> answer) {
    honest.validate(task, verdict -> answer.accept(lied(task, verdict)));
  }

  private PvfVerdict lied(PvfTask task, PvfVerdict truth) {
    Optional<CandidateCommitments> claim = conspiracy.claimed(task.parameters().blockData());
    boolean approves = task.kind() == PvfKind.APPROVAL;
    if (role == Attack.DISPUTING) {
      if (approves
          && claim.isEmpty()
          && truth instanceof PvfVerdict.Valid
          && conspiracy.isActive()
          && random.nextInt(DISPUTES_ONE_IN) == 0) {
        conspiracy.did("valid candidates called invalid");
        return new PvfVerdict.Invalid("a liar says so");
      }
      return truth;
    }
    if (claim.isPresent() && (approves || role == Attack.GARBAGE)) {
      conspiracy.did(
          approves ? "invalid candidates approved" : "invalid candidates backed by a validator");
      return believed(claim.get());
    }
    return truth;
  }

  private static PvfVerdict believed(CandidateCommitments claim) {
    return new PvfVerdict.Valid(
        new ValidationResult(
            claim.headData(),
            claim.newValidationCode(),
            claim.upwardMessages(),
            claim.horizontalMessages(),
            claim.processedDownwardMessages(),
            claim.hrmpWatermark()));
  }
}
