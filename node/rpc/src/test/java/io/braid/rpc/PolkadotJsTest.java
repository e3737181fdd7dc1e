package io.braid.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.clienttests.ClientScripts;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Drives a running relay chain with {@code @polkadot/api}, from {@code tools/client-tests}. */
class PolkadotJsTest {
  @Test
  void polkadotJsConnectsQueriesSubscribesPaysAndWatches() throws Exception {
    ClientScripts scripts = ClientScripts.ofProject();
    Optional<String> lacking = scripts.lacking();
    assumeTrue(lacking.isEmpty(), () -> lacking.orElse(""));
    try (TestRelay relay = TestRelay.live()) {
      ClientScripts.Run tests =
          scripts.test("relay.test.mjs", Map.of("BRAID_PORT", Integer.toString(relay.port())), 120);

      assertThat(tests.exit()).as(tests.output()).isZero();
      assertThat(tests.output()).contains("# fail 0").doesNotContain("# pass 0");
    }
  }
}
