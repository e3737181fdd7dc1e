package io.braid.service.pvf;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.executor.pvf.PvfKind;
import io.braid.executor.pvf.PvfOutcome;
import io.braid.executor.pvf.PvfPrecheck;
import io.braid.executor.pvf.worker.PvfWorkerPool;
import io.braid.primitives.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The workers as a validator's process starts them. */
@Timeout(180)
class PvfProcessesTest {
  /**
   * A memory of one page, a heap base, and a {@code validate_block} that returns its parameters.
   */
  private static final Bytes CODE =
      Bytes.fromHex(
          "0061736d01000000"
              + "0107 01 60027f7f017e".replace(" ", "")
              + "03020100"
              + "0503010001"
              + "0607017f004180080b"
              + "072002"
              + name("validate_block")
              + "0000"
              + name("__heap_base")
              + "0300"
              + "0a0e010c002000ad2001ad422086840b");

  @TempDir private Path folder;

  private static String name(String text) {
    String hex = Bytes.utf8(text).hex().substring(2);
    return "%02x".formatted(text.length()) + hex;
  }

  @Test
  void aWorkerPreparesForTheOthersAndEndsWhileTheOthersStay() throws IOException {
    Bytes parameters = Bytes.fromHex("010203");
    Path compiled = folder.resolve("compiled");
    try (PvfWorkerPool pool = PvfProcesses.open(1, Optional.of(compiled))) {
      assertThat(pool.precheck(CODE)).isEqualTo(new PvfPrecheck.Accepted());
      assertThat(pool.pids()).isEmpty();
      try (Stream<Path> files = Files.list(compiled)) {
        assertThat(files).hasSize(1);
      }

      assertThat(pool.validate(CODE, parameters, PvfKind.BACKING))
          .isEqualTo(new PvfOutcome.Valid(parameters, 8));
      Set<Long> warm = pool.pids();
      assertThat(pool.validate(CODE, parameters, PvfKind.APPROVAL))
          .isEqualTo(new PvfOutcome.Valid(parameters, 8));
      assertThat(pool.pids()).isEqualTo(warm).hasSize(1);
      assertThat(pool.precheck(Bytes.utf8("no code"))).isInstanceOf(PvfPrecheck.Refused.class);
    }
  }
}
