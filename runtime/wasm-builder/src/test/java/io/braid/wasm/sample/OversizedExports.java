package io.braid.wasm.sample;

import io.braid.primitives.Bytes;
import io.braid.wasm.host.WasmEntry;
import org.teavm.interop.Export;

/** Reaches TeaVM's regular expressions, whose tables are one huge function. */
public final class OversizedExports {
  private OversizedExports() {}

  public static void main(String[] arguments) {}

  @Export(name = "Sample_replace")
  public static long replace(int pointer, int length) {
    return WasmEntry.call(
        pointer,
        length,
        "Sample_replace",
        host -> (name, bytes) -> Bytes.utf8(name.replaceAll("[a-f]+", "-")).toArray());
  }
}
