package io.braid.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.clienttests.ClientScripts;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Drives a running relay chain with the libraries of {@code tools/client-tests}. */
class ClientLibrariesTest {
  @Test
  void papiFollowsTheHeadReadsPinnedBlocksAndBroadcasts() throws Exception {
    runs("papi.test.mjs", "BRAID_PORTS");
  }

  @Test
  void archiveAndWatchSayWhatTheOlderMethodsSay() throws Exception {
    runs("modern.test.mjs", "BRAID_PORT");
  }

  @Test
  void polkadotJsConnectsQueriesSubscribesPaysAndWatches() throws Exception {
    runs("relay.test.mjs", "BRAID_PORT");
  }

  /** Runs a script's tests against a chain that has just begun. */
  private static void runs(String script, String portVariable) throws Exception {
    ClientScripts scripts = ClientScripts.ofProject();
    Optional<String> lacking = scripts.lacking();
    assumeTrue(lacking.isEmpty(), () -> lacking.orElse(""));
    try (TestRelay relay = TestRelay.live()) {
      ClientScripts.Run tests =
          scripts.test(script, Map.of(portVariable, Integer.toString(relay.port())), 120);

      assertThat(tests.exit()).as(tests.output()).isZero();
      assertThat(tests.output()).contains("# fail 0").doesNotContain("# pass 0");
    }
  }
}
