package io.braid.executor.pvf;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.executor.TinyModule;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.wasm.CompiledCodeCache;
import io.braid.primitives.Bytes;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PvfExecutorTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final PvfLimits LIMITS =
      new PvfLimits(1 << 20, 64, 100, 1 << 20, 50_000_000, 64 << 20);
  private static final String MALLOC = "ext_allocator_malloc_version_1";

  /** Returns the eight bytes at address 0. */
  private static final String RETURN_EIGHT_BYTES = "42 8080808080 01";

  private final PvfExecutor executor =
      new PvfExecutor(LIMITS, new DedicatedThreads(), RuntimeLog.NONE, 10);

  private PvfOutcome run(TinyModule module) {
    return switch (executor.load(module.assemble())) {
      case PvfPreparation.Ready(PreparedPvf pvf) ->
          executor.execute(pvf, Bytes.fromHex("0102"), DEADLINE);
      case PvfPreparation.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  private void refuses(TinyModule module, String reason) {
    assertThat(executor.load(module.assemble()))
        .isInstanceOfSatisfying(
            PvfPreparation.Refused.class, refused -> assertThat(refused.reason()).contains(reason));
  }

  private static TinyModule returning() {
    return new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 42 00 0b");
  }

  @Test
  void aFunctionReturnsTheSpanItPointsTo() {
    // returns its parameters as a span: pointer | length << 32
    PvfOutcome outcome =
        run(new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 20 00 ad 20 01 ad 42 20 86 84 0b"));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            PvfOutcome.Valid.class,
            valid -> {
              assertThat(valid.result()).isEqualTo(Bytes.fromHex("0102"));
              assertThat(valid.fuelUsed()).isEqualTo(8);
            });
  }

  /** Keeps what it is given in memory. */
  private static final class MapCache implements CompiledCodeCache {
    private final TreeMap<String, byte[]> kept = new TreeMap<>();
    private int hits;

    @Override
    public Optional<byte[]> get(String key) {
      Optional<byte[]> found = Optional.ofNullable(kept.get(key));
      found.ifPresent(bytes -> hits++);
      return found;
    }

    @Override
    public void put(String key, byte[] compiled) {
      kept.put(key, compiled);
    }
  }

  private static PvfOutcome runWith(CompiledCodeCache cache, TinyModule module) {
    PvfExecutor fresh = new PvfExecutor(LIMITS, new DedicatedThreads(), RuntimeLog.NONE, 10, cache);
    PreparedPvf pvf = ((PvfPreparation.Ready) fresh.load(module.assemble())).pvf();
    return fresh.execute(pvf, Bytes.fromHex("0102"), DEADLINE);
  }

  @Test
  void codeThatAnEarlierProcessCompiledRunsTheSameAndIsNotCompiledAgain() {
    MapCache cache = new MapCache();
    PvfOutcome first = runWith(cache, returning());
    byte[] kept = cache.kept.firstEntry().getValue().clone();

    PvfOutcome second = runWith(cache, returning());

    assertThat(second).isEqualTo(first).isInstanceOf(PvfOutcome.Valid.class);
    assertThat(cache.hits).isEqualTo(1);
    assertThat(cache.kept.firstEntry().getValue()).isEqualTo(kept);
  }

  @Test
  void damagedCompiledCodeIsCompiledAgain() {
    MapCache cache = new MapCache();
    PvfOutcome first = runWith(cache, returning());
    byte[] whole = cache.kept.firstEntry().getValue().clone();
    for (byte[] damaged : List.of(new byte[0], new byte[40], Arrays.copyOf(whole, 100))) {
      cache.kept.replaceAll((key, value) -> damaged);

      assertThat(runWith(cache, returning())).isEqualTo(first);

      assertThat(cache.kept).hasSize(1);
    }
  }

  @Test
  void anEndlessLoopRunsOutOfFuel() {
    assertThat(run(new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 03 40 0c 00 0b 42 00 0b")))
        .isEqualTo(new PvfOutcome.OutOfFuel(LIMITS.fuel()));
  }

  @Test
  void anEndlessLoopInTheStartFunctionRunsOutOfFuel() {
    assertThat(
            run(
                new TinyModule(PvfExecutor.ENTRY_POINT)
                    .body(0, "00 42 00 0b")
                    .body(1, "00 03 40 0c 00 0b 0b")
                    .start(1)))
        .isEqualTo(new PvfOutcome.OutOfFuel(LIMITS.fuel()));
  }

  @Test
  void theStartFunctionRunsBeforeTheCall() {
    // start: store 7 at 0; call: return 8 bytes at 0
    PvfOutcome outcome =
        run(
            new TinyModule(PvfExecutor.ENTRY_POINT)
                .body(0, "00" + RETURN_EIGHT_BYTES + "0b")
                .body(1, "00 41 00 41 07 36 02 00 0b")
                .start(1));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            PvfOutcome.Valid.class,
            valid -> assertThat(valid.result()).isEqualTo(Bytes.fromHex("0700000000000000")));
  }

  @Test
  void deepRecursionExhaustsTheStackAtTheSameDepthColdAndWarm() {
    // function 1 counts its calls at address 0 and calls itself
    TinyModule module =
        new TinyModule(PvfExecutor.ENTRY_POINT)
            .body(0, "00 10 01 42 00 0b")
            .body(1, "00 41 00 41 00 28 02 00 41 01 6a 36 02 00 10 01 0b");
    Set<PvfOutcome> outcomes = new HashSet<>();
    for (int i = 0; i < 20; i++) {
      outcomes.add(run(module));
    }
    assertThat(outcomes).containsExactly(new PvfOutcome.StackExhausted(LIMITS.stackUnits()));
  }

  @Test
  void indirectRecursionExhaustsTheStackToo() {
    TinyModule module =
        new TinyModule(PvfExecutor.ENTRY_POINT)
            .body(0, "00 10 01 42 00 0b")
            .body(1, "00 41 00 11 01 00 0b")
            .table("0001")
            .elements("01 00 4100 0b 01 01");
    assertThat(run(module)).isEqualTo(new PvfOutcome.StackExhausted(LIMITS.stackUnits()));
  }

  @Test
  void theStandardThreadHoldsTheStandardStackWhateverTheFrames() {
    PvfExecutor standard =
        new PvfExecutor(PvfLimits.STANDARD, new DedicatedThreads(), RuntimeLog.NONE, 1);
    String wideOperands = "20 00".repeat(200) + "10 01" + "6a".repeat(199) + "0b";
    String manyCalls = "41 01 10 01 1a".repeat(300) + "41 00 0b";
    for (String recursive :
        new String[] {"00 20 00 10 01 0b", "00" + wideOperands, "01 c801 7e" + wideOperands}) {
      PvfPreparation.Ready ready =
          (PvfPreparation.Ready) standard.load(recursing(recursive).assemble());
      for (int i = 0; i < 3; i++) {
        assertThat(standard.execute(ready.pvf(), Bytes.EMPTY, DEADLINE))
            .isEqualTo(new PvfOutcome.StackExhausted(PvfLimits.STANDARD.stackUnits()));
      }
    }
    assertThat(run(recursing("00" + manyCalls))).isInstanceOf(PvfOutcome.Invalid.class);
  }

  private static TinyModule recursing(String body) {
    return new TinyModule(PvfExecutor.ENTRY_POINT)
        .body(0, "00 41 00 10 01 1a 42 00 0b")
        .body(2, body);
  }

  @Test
  void returnsAndBranchesOutOfNestedBlocksGiveTheStackBack() {
    // function 1: by its parameter returns from a loop in a block, or branches to the function's
    // label
    TinyModule module =
        new TinyModule(PvfExecutor.ENTRY_POINT)
            .body(
                0,
                "01 01 7f 03 40 20 02 41 01 71 10 01 1a 20 02 41 01 6a 22 02 41 c0 84 3d 48 0d 00"
                    + " 0b 42 00 0b")
            .body(2, "00 02 40 03 40 20 00 04 40 41 05 0f 0b 41 06 0c 02 0b 0b 41 07 0b");
    assertThat(run(module)).isInstanceOf(PvfOutcome.Valid.class);
  }

  @Test
  void memoryGrowsToTheLimitAndNoFurther() {
    // stores memory.grow(63) at 0 and memory.grow(1) at 4
    PvfOutcome outcome =
        run(
            new TinyModule(PvfExecutor.ENTRY_POINT)
                .body(
                    0,
                    "00 41 00 41 3f 40 00 36 02 00 41 04 41 01 40 00 36 02 00"
                        + RETURN_EIGHT_BYTES
                        + "0b"));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            PvfOutcome.Valid.class,
            valid -> assertThat(valid.result()).isEqualTo(Bytes.fromHex("01000000ffffffff")));
  }

  @Test
  void aHeapBeyondTheMemoryLimitIsOutOfMemory() {
    PvfOutcome outcome =
        run(
            new TinyModule(PvfExecutor.ENTRY_POINT)
                .importing(MALLOC, 2)
                .body(0, "00 03 40 41 80 80 04 10 00 1a 0c 00 0b 42 00 0b"));
    assertThat(outcome)
        .isInstanceOfSatisfying(
            PvfOutcome.OutOfMemory.class,
            invalid -> assertThat(invalid.reason()).contains("at most 64 pages"));
  }

  @Test
  void hostCallsOnLargeSpansCostFuel() {
    // prints its whole memory for ever
    PvfOutcome outcome =
        run(
            new TinyModule(PvfExecutor.ENTRY_POINT)
                .importing("ext_misc_print_utf8_version_1", 3)
                .body(0, "00 03 40 42 80 80 80 80 80 80 c0 00 10 00 0c 00 0b 42 00 0b"));
    assertThat(outcome).isEqualTo(new PvfOutcome.OutOfFuel(LIMITS.fuel()));
  }

  @Test
  void aHostFunctionThatNobodyHasTrapsByNameWhenItIsCalled() {
    TinyModule module =
        new TinyModule(PvfExecutor.ENTRY_POINT)
            .importing("ext_made_up_version_1", 1)
            .body(0, "00 10 00 42 00 0b");
    assertThat(run(module))
        .isInstanceOfSatisfying(
            PvfOutcome.Trapped.class,
            trapped -> assertThat(trapped.reason()).contains("env.ext_made_up_version_1"));
  }

  @Test
  void storageIsNotThere() {
    TinyModule module =
        new TinyModule(PvfExecutor.ENTRY_POINT)
            .importing("ext_storage_clear_version_1", 3)
            .body(0, "00 42 00 10 00 42 00 0b");
    assertThat(run(module))
        .isInstanceOfSatisfying(
            PvfOutcome.Trapped.class,
            trapped -> assertThat(trapped.reason()).contains("without state"));
  }

  @Test
  void aSpanOutsideTheMemoryIsATrap() {
    assertThat(run(new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 42 7f 0b")))
        .isInstanceOfSatisfying(
            PvfOutcome.Trapped.class,
            trapped -> assertThat(trapped.reason()).contains("span inside the memory"));
  }

  @Test
  void everyNanIsTheSame() {
    String singleNan = "41 00 43 0000c0ff 43 0000807f 93 43 010080ff 92 38 02 00";
    String doubleNan = "41 00 44 0000000000000000 44 0000000000000000 a3 39 03 00";
    assertThat(
            run(
                new TinyModule(PvfExecutor.ENTRY_POINT)
                    .body(0, "00" + singleNan + RETURN_EIGHT_BYTES + "0b")))
        .isInstanceOfSatisfying(
            PvfOutcome.Valid.class,
            valid -> assertThat(valid.result()).isEqualTo(Bytes.fromHex("0000c07f00000000")));
    assertThat(
            run(
                new TinyModule(PvfExecutor.ENTRY_POINT)
                    .body(0, "00" + singleNan + doubleNan + RETURN_EIGHT_BYTES + "0b")))
        .isInstanceOfSatisfying(
            PvfOutcome.Valid.class,
            valid -> assertThat(valid.result()).isEqualTo(Bytes.fromHex("000000000000f87f")));
  }

  @Test
  void aFunctionTooLargeToCompileStillRunsOutOfFuelInTime() {
    String body = "00 03 40" + "41 01 1a".repeat(60_000) + "0c 00 0b 42 00 0b";
    assertThat(run(new TinyModule(PvfExecutor.ENTRY_POINT).body(0, body)))
        .isEqualTo(new PvfOutcome.OutOfFuel(LIMITS.fuel()));
  }

  @Test
  void theDeadlineEndsWhatTheFuelAllowsAndLeavesItUndecided() {
    PvfExecutor patient =
        new PvfExecutor(
            new PvfLimits(1 << 20, 64, 100, 1 << 10, Long.MAX_VALUE, 1 << 20),
            new DedicatedThreads(),
            RuntimeLog.NONE,
            1);
    Bytes code =
        new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 03 40 0c 00 0b 42 00 0b").assemble();
    Duration deadline = Duration.ofMillis(200);
    assertThat(patient.load(code))
        .isInstanceOfSatisfying(
            PvfPreparation.Ready.class,
            ready ->
                assertThat(patient.execute(ready.pvf(), Bytes.EMPTY, deadline))
                    .isEqualTo(new PvfOutcome.TimedOut(deadline)));
  }

  @Test
  void codeThatReachesForTheInstrumentationIsRefused() {
    refuses(
        new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 42 00 24 01 42 00 0b"),
        "a global below 1, found 1");
    refuses(
        new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 44 0000000000000000 9f 21 02 42 00 0b"),
        "a local below 2");
    refuses(
        new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 42 00 0c 01 0b"),
        "a label below 1, found 1");
    refuses(returning().export("__braid_fuel", "0300"), "__braid_");
    refuses(returning().export("fuel", "0301"), "fuel to export something of the module");
  }

  @Test
  void codeOutsideTheLimitsIsRefused() {
    refuses(returning().memory("0041"), "at most 64 pages of memory, found 65");
    refuses(returning().table("0065"), "at most 100 table entries, found 101");
    refuses(returning().importing("env", "abort", "0001"), "env.abort");
    refuses(returning().importing("wasi", "ext_fd_write", "0001"), "wasi.ext_fd_write");
    refuses(returning().importing("env", "g", "037f00"), "env.g");
    refuses(
        new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 41 00 41 00 41 00 fc 0b 00 42 00 0b"),
        "bulk memory");
    refuses(new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 fd 00 42 00 0b"), "0xfd");
    refuses(
        new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "01 ffffffff07 7f 42 00 0b"),
        "at most 10000 locals");
    refuses(
        new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00" + "03400b".repeat(4001) + "42000b"),
        "at most 4000 loops");
    refuses(returning().section(12, "00"), "section");
  }

  @Test
  void malformedCodeIsRefused() {
    refuses(new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 41 00 0b"), "valid WebAssembly");
    refuses(new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 42 00"), "found the end");
    refuses(new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 05 42 00 0b"), "inside an if");
    refuses(
        new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 42 00 0b 01"),
        "end of a function's body");
    refuses(
        new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 10 05 0b"),
        "a function below 1, found 5");
    refuses(
        new TinyModule(PvfExecutor.ENTRY_POINT).body(0, "00 42 00 0b").start(0), "start function");
    assertThat(executor.load(Bytes.fromHex("0061736d02000000")))
        .isInstanceOf(PvfPreparation.Refused.class);
    assertThat(executor.load(Bytes.fromHex("52bc537646db8e05ffff")))
        .isInstanceOf(PvfPreparation.Refused.class);
  }

  @Test
  void aPackedBombIsRefusedByItsUnpackedSize() throws java.io.IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    out.writeBytes(Bytes.fromHex("52bc537646db8e05").toArray());
    try (var zstd = new com.github.luben.zstd.ZstdOutputStream(out)) {
      zstd.write(new byte[8 << 20]);
    }
    assertThat(executor.load(Bytes.wrap(out.toByteArray())))
        .isInstanceOfSatisfying(
            PvfPreparation.Refused.class,
            refused -> assertThat(refused.reason()).contains("at most 1048576 bytes"));
  }

  @Test
  void damagedModulesNeverEscape() {
    byte[] whole =
        new TinyModule(PvfExecutor.ENTRY_POINT)
            .importing(MALLOC, 2)
            .body(0, "01 01 7f 03 40 20 02 41 01 6a 22 02 41 0a 48 0d 00 0b 42 00 0b")
            .body(2, "00 20 00 04 7f 20 00 41 01 6b 10 02 05 41 00 0b 0b")
            .table("0001")
            .elements("01 00 4100 0b 01 01")
            .assemble()
            .toArray();
    PvfExecutor small =
        new PvfExecutor(
            new PvfLimits(1 << 20, 64, 100, 1 << 12, 100_000, 8 << 20),
            new DedicatedThreads(),
            RuntimeLog.NONE,
            1);
    for (int seed = 0; seed < 3000; seed++) {
      java.util.Random random = new java.util.Random(seed);
      byte[] damaged = whole.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt(256);
      }
      if (small.load(Bytes.wrap(damaged)) instanceof PvfPreparation.Ready(PreparedPvf pvf)) {
        assertThat(small.execute(pvf, Bytes.EMPTY, DEADLINE))
            .as("seed " + seed)
            .isNotInstanceOf(PvfOutcome.Undecided.class);
      }
    }
  }
}
