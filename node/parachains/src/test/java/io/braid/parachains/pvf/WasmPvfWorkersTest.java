package io.braid.parachains.pvf;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.executor.host.RuntimeLog;
import io.braid.executor.pvf.DedicatedThreads;
import io.braid.executor.pvf.PvfExecutor;
import io.braid.executor.pvf.PvfHost;
import io.braid.executor.pvf.PvfKind;
import io.braid.executor.pvf.PvfLimits;
import io.braid.executor.pvf.PvfOutcome;
import io.braid.executor.pvf.PvfPrecheck;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.ValidationParams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WasmPvfWorkersTest {
  private final List<Runnable> workers = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private final PvfWorkers pvf =
      new WasmPvfWorkers(
          new PvfExecutor(PvfLimits.STANDARD, new DedicatedThreads(), RuntimeLog.NONE, 1),
          workers::add,
          Runnable::run,
          Duration.ofSeconds(1));

  /** Code that no engine runs: what counts here is who is answered, and when. */
  private void validate(int number) {
    ValidationParams parameters =
        new ValidationParams(Bytes.EMPTY, Bytes.EMPTY, number, Hash256.ZERO);
    pvf.validate(
        new PvfTask(Bytes.utf8("no code"), parameters, PvfKind.BACKING),
        verdict -> answers.add(number + " " + verdict.getClass().getSimpleName()));
  }

  @Test
  void theNewestCandidateIsCheckedFirst() {
    validate(1);
    validate(2);
    validate(3);

    workers.forEach(Runnable::run);

    assertThat(answers).containsExactly("3 Invalid", "2 Invalid", "1 Invalid");
  }

  @Test
  void aMachineThatIsBehindGivesUpTheOldestCandidateAndSaysSo() {
    for (int number = 1; number <= 9; number++) {
      validate(number);
    }

    assertThat(answers).containsExactly("1 Undecided");
    workers.forEach(Runnable::run);
    assertThat(answers).hasSize(9).last().isEqualTo("2 Invalid");
  }

  /** What the candidate's verdict is, when running it comes to this. */
  private PvfVerdict verdict(PvfOutcome outcome, PvfKind kind) {
    PvfHost host =
        new PvfHost() {
          @Override
          public PvfPrecheck precheck(Bytes code) {
            return new PvfPrecheck.Refused("strict");
          }

          @Override
          public PvfPrecheck prepare(Bytes code) {
            return new PvfPrecheck.Accepted();
          }

          @Override
          public PvfOutcome validate(Bytes code, Bytes parameters, PvfKind asked) {
            assertThat(asked).isEqualTo(kind);
            return outcome;
          }
        };
    PvfWorkers asked = new WasmPvfWorkers(host, Runnable::run, Runnable::run);
    asked.precheck(
        Bytes.EMPTY, result -> assertThat(result).isEqualTo(new PvfPrecheck.Refused("strict")));
    List<PvfVerdict> verdicts = new ArrayList<>();
    ValidationParams parameters = new ValidationParams(Bytes.EMPTY, Bytes.EMPTY, 1, Hash256.ZERO);
    asked.validate(new PvfTask(Bytes.EMPTY, parameters, kind), verdicts::add);
    assertThat(verdicts).hasSize(1);
    return verdicts.getFirst();
  }

  @Test
  void whatMayBeTheCandidatesFaultIsInvalidInApprovalAndUndecidedInBacking() {
    for (PvfOutcome unsure :
        List.of(
            new PvfOutcome.TimedOut(Duration.ofSeconds(12)),
            new PvfOutcome.WorkerDied("it ended with the exit code 137"),
            new PvfOutcome.EngineFailed("java.lang.LinkageError"))) {
      assertThat(verdict(unsure, PvfKind.APPROVAL)).isInstanceOf(PvfVerdict.Invalid.class);
      assertThat(verdict(unsure, PvfKind.BACKING)).isInstanceOf(PvfVerdict.Undecided.class);
    }
  }

  @Test
  void whatIsThisMachinesFaultIsNeverInvalid() {
    for (PvfKind kind : PvfKind.values()) {
      assertThat(verdict(new PvfOutcome.NoWorker("no worker can be started"), kind))
          .isInstanceOf(PvfVerdict.Undecided.class);
      assertThat(verdict(new PvfOutcome.CodeRefused("no code"), kind))
          .isInstanceOf(PvfVerdict.Invalid.class);
    }
  }
}
