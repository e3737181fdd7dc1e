package io.braid.wasm.sample;

import io.braid.primitives.Bytes;
import io.braid.wasm.host.WasmEntry;
import java.util.StringJoiner;
import org.teavm.interop.Export;

/** Uses a class that TeaVM does not have. */
public final class UnsupportedExports {
  private UnsupportedExports() {}

  public static void main(String[] arguments) {}

  @Export(name = "Sample_join")
  public static long join(int pointer, int length) {
    return WasmEntry.call(
        pointer,
        length,
        "Sample_join",
        host -> (name, bytes) -> Bytes.utf8(new StringJoiner(",").add(name).toString()).toArray());
  }
}
