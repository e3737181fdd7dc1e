package io.braid.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.clienttests.ClientScripts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One running quickstart network, for all tests. */
class QuickstartTest {
  private static QuickstartNetwork network;

  @BeforeAll
  static void start() throws Exception {
    network = QuickstartNetwork.inMemory();
  }

  @AfterAll
  static void stop() {
    network.close();
  }

  @Test
  void allThreeChainsFinaliseBlocks() throws Exception {
    Map<String, Integer> genesis =
        QuickstartNetwork.CHAINS.stream().collect(Collectors.toMap(chain -> chain, chain -> 0));

    assertThat(network.awaitFinalAbove(genesis, 60)).hasSize(3);
  }

  @Test
  void polkadotJsPaysOnThreeChainsAndSeesParachainsIncludedAcrossSessions() throws Exception {
    runs("quickstart.test.mjs", network.ports());
  }

  @Test
  void aBridgeFollowsTheRelayChainFromValidatorsToValidators() throws Exception {
    runs("bridge.test.mjs", network.ports());
  }

  @Test
  void papiFollowsReadsAndBroadcastsOnARelayChainAndOnAParachain() throws Exception {
    runs("papi.test.mjs", relayAndTemplate());
  }

  @Test
  void chopsticksForksOurChainsAndItsExecutorReachesOurStateRoots() throws Exception {
    runs("chopsticks.test.mjs", relayAndTemplate());
  }

  private static List<Integer> relayAndTemplate() {
    return List.of(network.ports().getFirst(), network.ports().getLast());
  }

  /** Runs a script's tests against the network. */
  private static void runs(String script, List<Integer> chains) throws Exception {
    ClientScripts scripts = ClientScripts.ofProject();
    Optional<String> lacking = scripts.lacking();
    assumeTrue(lacking.isEmpty(), () -> lacking.orElse(""));
    String ports = chains.stream().map(String::valueOf).collect(Collectors.joining(","));

    ClientScripts.Run tests = scripts.test(script, Map.of("BRAID_PORTS", ports), 240);

    assertThat(tests.exit()).as(tests.output()).isZero();
    assertThat(tests.output()).contains("# fail 0").doesNotContain("# pass 0");
    assertThat(network.bugs()).isEmpty();
  }
}
