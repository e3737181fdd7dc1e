package io.braid.wasm.sample;

import io.braid.runtime.api.EntryPoints;
import io.braid.wasm.host.WasmEntry;
import io.braid.wasm.host.WasmHost;
import org.teavm.interop.Export;

/** What the annotation processor generates for a runtime, written by hand. */
public final class SampleExports {
  private static final EntryPoints RUNTIME = new SampleRuntime(new WasmHost());

  private SampleExports() {}

  public static void main(String[] arguments) {}

  @Export(name = "Sample_probes")
  public static long probes(int pointer, int length) {
    return WasmEntry.call(pointer, length, "Sample_probes", RUNTIME);
  }

  @Export(name = "Sample_storage")
  public static long storage(int pointer, int length) {
    return WasmEntry.call(pointer, length, "Sample_storage", RUNTIME);
  }

  @Export(name = "Sample_work")
  public static long work(int pointer, int length) {
    return WasmEntry.call(pointer, length, "Sample_work", RUNTIME);
  }

  @Export(name = "Sample_echo")
  public static long echo(int pointer, int length) {
    return WasmEntry.call(pointer, length, "Sample_echo", RUNTIME);
  }

  @Export(name = "Sample_fail")
  public static long fail(int pointer, int length) {
    return WasmEntry.call(pointer, length, "Sample_fail", RUNTIME);
  }
}
