package io.braid.wasm.sample;

import io.braid.wasm.host.WasmEntry;
import org.teavm.interop.Export;

/** The smallest runtime. */
public final class EchoExports {
  private EchoExports() {}

  public static void main(String[] arguments) {}

  @Export(name = "Sample_echo")
  public static long echo(int pointer, int length) {
    return WasmEntry.call(pointer, length, "Sample_echo", host -> (name, bytes) -> bytes);
  }
}
