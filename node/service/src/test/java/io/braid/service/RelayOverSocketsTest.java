package io.braid.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.clienttests.ClientScripts;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.warp.WarpOutcome;
import io.braid.primitives.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Relay-chain validators that know each other only by their sockets, and a client of theirs. */
class RelayOverSocketsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** A gap to the last final block over which smoldot jumps instead of walking. */
  private static final int WARP_GAP = 80;

  @TempDir Path folder;

  @Test
  void threeValidatorsFinaliseBlocksOverLoopback() throws Exception {
    try (RelayValidators validators = new RelayValidators(3)) {
      await()
          .atMost(PATIENCE)
          .until(() -> validators.finalised(0) >= 5 && validators.finalised(2) >= 5);
      assertThat(validators.networks.getFirst().describe(new PeerId("any"))).hasSize(2);
      assertThat(validators.bugs).isEmpty();
    }
  }

  @Test
  void aFreshNodeJumpsToTheHeadOverLoopbackAndFollows() throws Exception {
    try (RelayValidators validators = new RelayValidators(2)) {
      await().atMost(PATIENCE).until(() -> validators.finalised(0) >= 30);
      Queue<WarpOutcome> outcomes = new ConcurrentLinkedQueue<>();
      RelayNode late = validators.join(20, outcomes::add);
      await().atMost(PATIENCE).until(() -> validators.finalised(2) >= 35);

      assertThat(outcomes).singleElement().isInstanceOf(WarpOutcome.Jumped.class);
      assertThat(late.chain().hashAt(1)).as("the gap stays unknown").isEmpty();
      assertThat(validators.bugs).isEmpty();
    }
  }

  @Test
  void smoldotWalksOrJumpsToTheHeadFollowsItAndProvesStorage() throws Exception {
    ClientScripts scripts = ClientScripts.ofProject();
    Optional<String> lacking = scripts.lacking();
    assumeTrue(lacking.isEmpty(), () -> lacking.orElse(""));
    try (RelayValidators validators = new RelayValidators(2)) {
      await().atMost(PATIENCE).until(() -> validators.finalised(0) >= 3);
      follow(scripts, validators, Map.of());
      await().atMost(PATIENCE).until(() -> validators.finalised(0) >= WARP_GAP);
      follow(scripts, validators, Map.of("BRAID_WARP", "1"));
      assertThat(validators.bugs).isEmpty();
    }
  }

  private void follow(
      ClientScripts scripts, RelayValidators validators, Map<String, String> settings)
      throws IOException, InterruptedException {
    Path spec = folder.resolve("spec.json");
    Files.writeString(spec, validators.specification());
    Map.Entry<Bytes, Bytes> kept = validators.unchanging();
    Map<String, String> environment = new TreeMap<>(settings);
    environment.put("BRAID_SPEC", spec.toString());
    environment.put("BRAID_KEY", kept.getKey().hex());
    environment.put("BRAID_VALUE", kept.getValue().hex());
    ClientScripts.Run run = scripts.test("smoldot.test.mjs", environment, 200);
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output()).contains("# fail 0").doesNotContain("# pass 0");
  }
}
