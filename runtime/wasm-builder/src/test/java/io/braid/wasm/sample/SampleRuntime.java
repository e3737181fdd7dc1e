package io.braid.wasm.sample;

import io.braid.runtime.api.EntryPoints;
import io.braid.runtime.api.Host;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.ArrayList;
import java.util.List;

/** The tests' runtime. */
public final class SampleRuntime implements EntryPoints {
  private final Host host;

  public SampleRuntime(Host host) {
    this.host = host;
  }

  @Override
  public byte[] call(String name, byte[] arguments) {
    ScaleReader in = new ScaleReader(arguments);
    return switch (name) {
      case "Sample_probes" -> probes(in.u64());
      case "Sample_storage" -> new StorageWalk(host, in.u64()).run();
      case "Sample_work" -> Work.run(in.u32());
      case "Sample_echo" -> arguments;
      case "Sample_fail" -> Failures.run(in.string(100));
      default -> throw new IllegalArgumentException("no entry point " + name);
    };
  }

  private static byte[] probes(long seed) {
    List<Probe> probes = new ArrayList<>();
    probes.addAll(LanguageProbes.all());
    probes.addAll(LibraryProbes.all());
    probes.addAll(ScaleProbes.all());
    ScaleWriter out = new ScaleWriter().compact(probes.size());
    for (Probe probe : probes) {
      out.string(probe.name()).string(probe.result(seed));
    }
    return out.toArray();
  }
}
