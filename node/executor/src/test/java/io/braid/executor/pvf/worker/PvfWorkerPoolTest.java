package io.braid.executor.pvf.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.executor.TinyModule;
import io.braid.executor.pvf.PvfExecutor;
import io.braid.executor.pvf.PvfKind;
import io.braid.executor.pvf.PvfOutcome;
import io.braid.executor.pvf.PvfPrecheck;
import io.braid.executor.pvf.PvfTimeouts;
import io.braid.primitives.Bytes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hostile functions, and workers that were taken over by one: the node stays sound. */
@Timeout(180)
class PvfWorkerPoolTest {
  private static final int HEAP_MIB = 256;
  private static final long FUEL = 50_000_000;
  private static final Bytes PARAMETERS = Bytes.fromHex("0102");
  private static final PvfTimeouts SHORT =
      new PvfTimeouts(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30));

  /** Returns its parameters. */
  private static final Bytes GOOD =
      module().body(0, "00 20 00 ad 20 01 ad 42 20 86 84 0b").assemble();

  private static final Bytes ENDLESS_LOOP =
      module().body(0, "00 03 40 0c 00 0b 42 00 0b").assemble();

  private static final Bytes RECURSION =
      module().body(0, "00 10 01 42 00 0b").body(1, "00 10 01 0b").assemble();

  /** Allocates 64 KiB after 64 KiB, until there is no more. */
  private static final Bytes MEMORY_BOMB =
      module()
          .importing("ext_allocator_malloc_version_1", 2)
          .body(0, "00 03 40 41 80 80 04 10 00 1a 0c 00 0b 42 00 0b")
          .assemble();

  /** Grows its memory to 32 MiB, which a heap of 24 MiB does not hold. */
  private static final Bytes LARGE_MEMORY =
      module().body(0, "00 41 ff 03 40 00 1a 42 00 0b").assemble();

  private static final Bytes HUGE_TABLE =
      module().body(0, "00 42 00 0b").table("00 ffffffff0f").assemble();

  private static TinyModule module() {
    return new TinyModule(PvfExecutor.ENTRY_POINT);
  }

  private static PvfWorkerPool pool(List<String> prepare, List<String> run) throws IOException {
    return PvfWorkerPool.open(new WorkerCommands(prepare, run), 1, SHORT, Duration.ofMillis(200));
  }

  private static PvfWorkerPool honest(long fuel) throws IOException {
    List<String> command = TestWorker.honest(HEAP_MIB, fuel);
    return pool(command, command);
  }

  private static void judgesTheGoodOneInTime(PvfWorkerPool pool) {
    long begun = System.nanoTime();
    assertThat(pool.validate(GOOD, PARAMETERS, PvfKind.BACKING))
        .isEqualTo(new PvfOutcome.Valid(PARAMETERS, 8));
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void hostileFunctionsAreJudgedAndTheNextGoodCandidateIsToo() throws IOException {
    try (PvfWorkerPool pool = honest(FUEL)) {
      judgesTheGoodOneInTime(pool);
      Set<Long> before = pool.pids();
      long heap = usedHeap();

      assertThat(pool.validate(ENDLESS_LOOP, PARAMETERS, PvfKind.BACKING))
          .isEqualTo(new PvfOutcome.OutOfFuel(FUEL));
      assertThat(pool.validate(RECURSION, PARAMETERS, PvfKind.BACKING))
          .isInstanceOf(PvfOutcome.StackExhausted.class);
      assertThat(pool.validate(MEMORY_BOMB, PARAMETERS, PvfKind.BACKING))
          .isInstanceOf(PvfOutcome.OutOfMemory.class);
      assertThat(pool.validate(HUGE_TABLE, PARAMETERS, PvfKind.BACKING))
          .isInstanceOf(PvfOutcome.CodeRefused.class);
      assertThat(pool.precheck(HUGE_TABLE)).isInstanceOf(PvfPrecheck.Refused.class);
      assertThat(pool.precheck(GOOD)).isEqualTo(new PvfPrecheck.Accepted());

      judgesTheGoodOneInTime(pool);
      assertThat(pool.pids()).as("the worker was not lost").isEqualTo(before);
      assertThat(usedHeap() - heap).isLessThan(16L << 20);
    }
  }

  @Test
  void aLoopThatTheFuelAllowsEndsWithItsProcessorTime() throws IOException {
    try (PvfWorkerPool pool = honest(Long.MAX_VALUE)) {
      assertThat(pool.validate(ENDLESS_LOOP, PARAMETERS, PvfKind.BACKING))
          .isEqualTo(new PvfOutcome.TimedOut(SHORT.backing()));
      judgesTheGoodOneInTime(pool);
    }
  }

  @Test
  void aWorkerWhoseHeapIsFullIsReplaced() throws IOException {
    try (PvfWorkerPool pool =
        pool(TestWorker.honest(HEAP_MIB, FUEL), TestWorker.honest(24, FUEL))) {
      judgesTheGoodOneInTime(pool);
      Set<Long> before = pool.pids();
      long heap = usedHeap();

      assertThat(pool.validate(LARGE_MEMORY, PARAMETERS, PvfKind.BACKING))
          .isInstanceOfSatisfying(
              PvfOutcome.WorkerDied.class, died -> assertThat(died.how()).contains("heap"));

      judgesTheGoodOneInTime(pool);
      assertThat(pool.pids()).hasSize(1).doesNotContainAnyElementsOf(before);
      assertThat(usedHeap() - heap).isLessThan(16L << 20);
    }
  }

  @Test
  void codeWhosePreparationFillsTheHeapIsRefused() throws IOException {
    Bytes large = module().body(0, "00" + "41 01 1a".repeat(200_000) + "42 00 0b").assemble();
    try (PvfWorkerPool pool = pool(TestWorker.honest(8, FUEL), TestWorker.honest(HEAP_MIB, FUEL))) {
      assertThat(pool.precheck(large))
          .isInstanceOfSatisfying(
              PvfPrecheck.Refused.class, refused -> assertThat(refused.reason()).contains("heap"));
      assertThat(pool.pids()).isEmpty();
    }
  }

  /** A validation of some seconds, during which the worker is killed once. */
  private static PvfOutcome killedOnce(PvfWorkerPool pool, PvfKind kind) throws Exception {
    judgesTheGoodOneInTime(pool);
    pool.prepare(ENDLESS_LOOP);
    ProcessHandle worker = ProcessHandle.of(pool.pids().iterator().next()).orElseThrow();
    Duration used = worker.info().totalCpuDuration().orElseThrow();
    CompletableFuture<PvfOutcome> outcome =
        CompletableFuture.supplyAsync(() -> pool.validate(ENDLESS_LOOP, PARAMETERS, kind));
    while (worker.info().totalCpuDuration().orElseThrow().minus(used).toMillis() < 300) {
      Thread.sleep(5);
    }
    assertThat(outcome).isNotDone();
    worker.destroyForcibly();
    PvfOutcome result = outcome.get();
    assertThat(pool.pids()).doesNotContain(worker.pid());
    return result;
  }

  @Test
  void anApprovalWhoseWorkerIsKilledIsTriedAgainAndJudged() throws Exception {
    long seconds = 2_000_000_000L;
    try (PvfWorkerPool pool = honest(seconds)) {
      assertThat(killedOnce(pool, PvfKind.APPROVAL)).isEqualTo(new PvfOutcome.OutOfFuel(seconds));
      judgesTheGoodOneInTime(pool);
    }
  }

  @Test
  void aBackingWhoseWorkerIsKilledIsLeftUndecided() throws Exception {
    try (PvfWorkerPool pool = honest(2_000_000_000L)) {
      assertThat(killedOnce(pool, PvfKind.BACKING))
          .isInstanceOfSatisfying(
              PvfOutcome.WorkerDied.class,
              died -> assertThat(died.how()).contains("exit code 137"));
      judgesTheGoodOneInTime(pool);
    }
  }

  @Test
  void whatIsNoAnswerEndsTheWorker() throws IOException {
    long heap = usedHeap();
    for (String liar : new String[] {"stranger", "flood", "two gigabytes"}) {
      try (PvfWorkerPool pool =
          pool(TestWorker.honest(HEAP_MIB, FUEL), TestWorker.command(64, liar))) {
        assertThat(pool.validate(GOOD, PARAMETERS, PvfKind.BACKING))
            .as(liar)
            .isInstanceOfSatisfying(
                PvfOutcome.WorkerDied.class, died -> assertThat(died.how()).contains("malformed"));
        assertThat(pool.pids()).as(liar).isEmpty();
      }
    }
    assertThat(usedHeap() - heap).isLessThan(16L << 20);
  }

  @Test
  void aWorkerThatNeverAnswersIsKilledWhenItsTimeIsOver() throws IOException {
    PvfTimeouts hasty =
        new PvfTimeouts(
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofMillis(500));
    List<String> silent = TestWorker.command(64, "silent");
    try (PvfWorkerPool pool =
        PvfWorkerPool.open(new WorkerCommands(silent, silent), 1, hasty, Duration.ZERO)) {
      assertThat(pool.precheck(GOOD)).isInstanceOf(PvfPrecheck.Undecided.class);
      assertThat(pool.validate(GOOD, PARAMETERS, PvfKind.APPROVAL))
          .isInstanceOf(PvfOutcome.NoWorker.class);
      assertThat(pool.pids()).isEmpty();
    }
  }

  @Test
  void aCommandThatIsNotThereDecidesNothing() throws IOException {
    List<String> none = List.of("/nowhere/java");
    try (PvfWorkerPool pool = pool(none, none)) {
      assertThat(pool.precheck(GOOD)).isInstanceOf(PvfPrecheck.Undecided.class);
      assertThat(pool.validate(GOOD, PARAMETERS, PvfKind.APPROVAL))
          .isInstanceOf(PvfOutcome.NoWorker.class);
    }
  }
}
