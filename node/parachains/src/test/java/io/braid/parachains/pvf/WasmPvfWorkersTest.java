package io.braid.parachains.pvf;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.executor.host.RuntimeLog;
import io.braid.executor.pvf.DedicatedThreads;
import io.braid.executor.pvf.PvfExecutor;
import io.braid.executor.pvf.PvfLimits;
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
        new PvfTask(Bytes.utf8("no code"), parameters),
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
}
