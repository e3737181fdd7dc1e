package io.braid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.primitives.Bytes;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.chainspec.ChainSpecJson;
import io.braid.service.chainspec.ChainSpecRead;

/** Specifications of chains, which people pass on. */
class ChainSpecFuzzTest {
  @FuzzTest
  void aSpecificationIsReadOrRefused(byte[] input) {
    Bounds.check(
        input.length,
        4_096,
        () -> {
          if (ChainSpecJson.read(Bytes.wrap(input).toUtf8())
              instanceof ChainSpecRead.Accepted(ChainSpec spec)) {
            ChainSpecJson.write(spec);
          }
        });
  }
}
