package io.braid.wasm.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.runtime.api.EntryPoints;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.wasm.sample.SampleRuntime;
import io.braid.wasm.sample.Seeded;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The sample runtime, natively and as a blob: the same bytes for the same input. */
class DifferentialTest {
  private static final int SEEDS = 200;

  private static byte[] seed(long seed) {
    return new ScaleWriter().u64(seed).toArray();
  }

  private static Map<String, String> probes(EntryPoints runtime, long seed) {
    ScaleReader in = new ScaleReader(runtime.call("Sample_probes", seed(seed)));
    Map<String, String> results = new TreeMap<>();
    for (int i = in.length(10_000, 2); i > 0; i--) {
      results.put(in.read(Codecs.STRING), in.read(Codecs.STRING));
    }
    in.expectEnd();
    return results;
  }

  @Test
  void javaMeansTheSameInWasm() {
    EntryPoints nativeRuntime = new SampleRuntime(new MapHost());
    EntryPoints wasm = SampleBlob.BLOB.runtime(new MapHost());
    Map<String, String> differences = new TreeMap<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      Map<String, String> expected = probes(nativeRuntime, seed);
      Map<String, String> found = probes(wasm, seed);
      for (Map.Entry<String, String> probe : expected.entrySet()) {
        String other = found.get(probe.getKey());
        if (!probe.getValue().equals(other)) {
          differences.putIfAbsent(
              probe.getKey(),
              "seed " + seed + "\n  expected " + probe.getValue() + "\n  found " + other);
        }
      }
      assertThat(found).as("seed %d", seed).hasSameSizeAs(expected);
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void storageWalksAnswerTheSameAndLeaveTheSameState() {
    for (long seed = 0; seed < SEEDS; seed++) {
      MapHost nativeHost = new MapHost();
      MapHost wasmHost = new MapHost();
      byte[] expected = new SampleRuntime(nativeHost).call("Sample_storage", seed(seed));
      byte[] found = SampleBlob.BLOB.runtime(wasmHost).call("Sample_storage", seed(seed));
      assertThat(found).as("seed %d", seed).isEqualTo(expected);
      assertThat(wasmHost.state()).as("seed %d", seed).isEqualTo(nativeHost.state());
      assertThat(wasmHost.told).as("seed %d", seed).isEqualTo(nativeHost.told);
    }
  }

  @Test
  void everyAllocationOfTheHostIsGivenBackButTheArguments() {
    for (long seed = 0; seed < 20; seed++) {
      Blob.Run run = SampleBlob.BLOB.new Run(new MapHost());
      run.call("Sample_storage", seed(seed));
      assertThat(run.memory().live()).as("seed %d", seed).isEqualTo(1);
    }
  }

  @Test
  void collectionsOfGarbageLoseNothing() {
    // Makes about ten times the heap of garbage.
    byte[] transfers = new ScaleWriter().u32(300_000).toArray();
    assertThat(SampleBlob.BLOB.runtime(new MapHost()).call("Sample_work", transfers))
        .isEqualTo(new SampleRuntime(new MapHost()).call("Sample_work", transfers));
  }

  @Test
  void argumentsAndResultsOfAnySizePass() {
    Seeded in = new Seeded(1);
    for (int size : new int[] {0, 1, 7, 65_535, 65_536, 65_537, 1_000_003, 5 << 20}) {
      byte[] arguments = in.bytes(size);
      assertThat(SampleBlob.BLOB.runtime(new MapHost()).call("Sample_echo", arguments))
          .isEqualTo(arguments);
    }
  }

  @Test
  void anInstanceServesManyCalls() {
    Blob.Run run = SampleBlob.BLOB.new Run(new MapHost());
    for (long seed = 0; seed < 20; seed++) {
      assertThat(run.call("Sample_probes", seed(seed)))
          .as("seed %d", seed)
          .isEqualTo(SampleBlob.BLOB.runtime(new MapHost()).call("Sample_probes", seed(seed)));
    }
  }
}
