package io.braid.wasm.sample;

import io.braid.wasm.host.WasmEntry;
import org.teavm.interop.Export;

/** What the annotation processor generates for a runtime, written by hand. */
public final class SampleExports {
  private SampleExports() {}

  public static void main(String[] arguments) {}

  @Export(name = "Sample_probes")
  public static long probes(int pointer, int length) {
    return WasmEntry.call(pointer, length, "Sample_probes", SampleRuntime::new);
  }

  @Export(name = "Sample_storage")
  public static long storage(int pointer, int length) {
    return WasmEntry.call(pointer, length, "Sample_storage", SampleRuntime::new);
  }

  @Export(name = "Sample_work")
  public static long work(int pointer, int length) {
    return WasmEntry.call(pointer, length, "Sample_work", SampleRuntime::new);
  }

  @Export(name = "Sample_echo")
  public static long echo(int pointer, int length) {
    return WasmEntry.call(pointer, length, "Sample_echo", SampleRuntime::new);
  }

  @Export(name = "Sample_fail")
  public static long fail(int pointer, int length) {
    return WasmEntry.call(pointer, length, "Sample_fail", SampleRuntime::new);
  }
}
