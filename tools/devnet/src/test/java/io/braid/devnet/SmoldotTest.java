package io.braid.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.clienttests.ClientScripts;
import io.braid.crypto.hash.Twox;
import io.braid.primitives.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ecosystem's light client on a relay chain and a parachain, by WebSocket only. */
class SmoldotTest {
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  /** A gap to the last final block over which smoldot jumps instead of walking. */
  private static final int WARP_GAP = 80;

  private static final String SMOLDOTS_PANIC = "Smoldot has panicked";

  @TempDir Path folder;

  @Test
  void smoldotFollowsBothChainsProvesStoragePaysAndLaterJumpsToTheHead() throws Exception {
    ClientScripts scripts = ClientScripts.ofProject();
    Optional<String> lacking = scripts.lacking();
    assumeTrue(lacking.isEmpty(), () -> lacking.orElse(""));
    try (SocketNetwork network = SocketNetwork.start()) {
      await().atMost(PATIENCE).until(() -> network.finalised(network.relay()) >= 3);
      Map<String, String> chains = new TreeMap<>();
      chains.putAll(described("BRAID_RELAY", network.relay(), "Session", "Validators"));
      chains.putAll(described("BRAID_PARACHAIN", network.parachain(), "Aura", "Authorities"));
      run(scripts, "smoldot.test.mjs", chains);
      assertThat(network.bugs).isEmpty();

      await().atMost(PATIENCE).until(() -> network.finalised(network.relay()) >= WARP_GAP);
      Map<String, String> relay =
          new TreeMap<>(described("BRAID_RELAY", network.relay(), "Session", "Validators"));
      relay.put("BRAID_WARP", "1");
      run(scripts, "smoldot.test.mjs", relay);
      assertThat(network.bugs).isEmpty();
    }
  }

  /** A chain's specification, and an entry of its state that no block changes. */
  private Map<String, String> described(
      String prefix, SocketNetwork.Known chain, String pallet, String item) throws IOException {
    Path spec = folder.resolve(chain.spec().id() + ".json");
    Files.writeString(spec, chain.json());
    Bytes key =
        Bytes.concat(
            Bytes.wrap(Twox.hash128(Bytes.utf8(pallet).toArray())),
            Bytes.wrap(Twox.hash128(Bytes.utf8(item).toArray())));
    Bytes value = Objects.requireNonNull(chain.genesis().top().get(key), pallet);
    return Map.of(
        prefix + "_SPEC", spec.toString(),
        prefix + "_KEY", key.hex(),
        prefix + "_VALUE", value.hex());
  }

  /** Runs a script, once more when smoldot panics, which it does when it gets too little time. */
  private static void run(ClientScripts scripts, String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    ClientScripts.Run run = scripts.test(script, environment, 240);
    for (int again = 0; again < 2 && run.output().contains(SMOLDOTS_PANIC); again++) {
      run = scripts.test(script, environment, 240);
    }
    assertThat(run.exit()).as(run.output()).isZero();
    assertThat(run.output()).contains("# fail 0").doesNotContain("# pass 0");
  }
}
