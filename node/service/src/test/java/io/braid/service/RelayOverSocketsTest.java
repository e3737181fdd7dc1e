package io.braid.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.clienttests.ClientScripts;
import io.braid.primitives.Bytes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relay-chain validators that know each other only by their sockets, and a client of theirs. */
class RelayOverSocketsTest {
  /** {@code twox128("System") ++ twox128("LastRuntimeUpgrade")} would change; code does not. */
  private static final Bytes HEAP_KEY = Bytes.utf8(":heappages");

  @TempDir Path folder;

  @Test
  void threeValidatorsFinaliseBlocksOverLoopback() throws Exception {
    try (RelayValidators validators = new RelayValidators(3)) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> validators.finalised(0) >= 5 && validators.finalised(2) >= 5);
      assertThat(validators.bugs).isEmpty();
      assertThat(validators.networks.getFirst().describe(null == null ? new io.braid.consensus.ports.PeerId("a") : null)).hasSize(2);
    }
  }

  @Test
  void smoldotFollowsTheChainAndProvesItsStorage() throws Exception {
    ClientScripts scripts = ClientScripts.ofProject();
    Optional<String> lacking = scripts.lacking();
    assumeTrue(lacking.isEmpty(), () -> lacking.orElse(""));
    try (RelayValidators validators = new RelayValidators(2)) {
      Path spec = folder.resolve("spec.json");
      Files.writeString(spec, validators.specification());
      var entry =
          validators.genesis.top().entrySet().stream()
              .filter(e -> e.getKey().size() == 32 && e.getValue().size() > 32)
              .findFirst()
              .orElseThrow();
      await().atMost(Duration.ofSeconds(60)).until(() -> validators.finalised(0) >= 3);
      ClientScripts.Run run =
          scripts.test(
              "smoldot.test.mjs",
              Map.of(
                  "BRAID_SPEC", spec.toString(),
                  "BRAID_KEY", entry.getKey().hex(),
                  "BRAID_VALUE", entry.getValue().hex()),
              280);
      assertThat(run.exit()).as(run.output()).isZero();
      assertThat(run.output()).contains("# fail 0").doesNotContain("# pass 0");
      assertThat(validators.bugs).isEmpty();
    }
  }
}
