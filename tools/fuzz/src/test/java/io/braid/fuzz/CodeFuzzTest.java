package io.braid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.executor.code.RuntimeBlob;
import io.braid.executor.wasm.rewrite.Sandbox;
import io.braid.primitives.Bytes;

/** Code that a parachain registers, before anybody runs it. */
class CodeFuzzTest {
  private static final Sandbox.Rules RULES = new Sandbox.Rules(2_048, 65_536, 10_000);
  private static final int MAX_UNPACKED_BYTES = 1 << 20;

  @FuzzTest
  void aModuleIsInstrumentedOrRefused(byte[] input) {
    Bounds.check(input.length, 65_536, () -> Sandbox.instrument(Bytes.wrap(input), RULES));
  }

  @FuzzTest
  void aBlobIsUnpackedUpToItsBoundOrRefused(byte[] input) {
    Bounds.check(
        input.length,
        4_096,
        () -> {
          RuntimeBlob.unpack(Bytes.wrap(input), MAX_UNPACKED_BYTES);
        });
  }

  @FuzzTest
  void aVersionIsFoundOrNot(byte[] input) {
    Bounds.check(input.length, 4_096, () -> RuntimeBlob.version(Bytes.wrap(input)));
  }
}
