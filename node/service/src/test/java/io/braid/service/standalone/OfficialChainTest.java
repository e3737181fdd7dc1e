package io.braid.service.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.clienttests.ClientScripts;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.ExecutionStrategy;
import io.braid.network.identity.Multiaddress;
import io.braid.rpc.RpcConfig;
import io.braid.service.Execution;
import io.braid.service.NodeListener;
import io.braid.service.RealChains;
import io.braid.service.RealWorld;
import io.braid.service.World;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.chainspec.GenesisState;
import io.braid.service.health.HealthRules;
import io.braid.storage.CompiledCodeFolder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chains whose runtimes others wrote, from their raw specifications; skipped without those. */
class OfficialChainTest {
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private final World world = new RealWorld();
  private final Execution execution =
      Execution.of(
          ExecutionStrategy.WASM,
          List.of(),
          new CompiledCodeFolder(Path.of("target", "compiled-code"), world.clock()));

  /** What a node told. */
  private static final class Told implements NodeListener {
    private final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
    private volatile int finalised;
    private volatile String url = "";

    @Override
    public void onNode(String name, String chain, String role, String at) {
      url = at;
    }

    @Override
    public void onFinalised(String chain, BlockRef block) {
      finalised = block.number();
    }

    @Override
    public void onBug(String node, Throwable bug) {
      bugs.add(bug);
    }
  }

  private StandaloneNode start(ChainSpec spec, String uri, List<Multiaddress> bootnodes, Told told)
      throws CannotStart {
    var genesis =
        ((GenesisState.Made.State) GenesisState.of(spec.genesis(), execution.runtimes())).genesis();
    MemoryKeystore keys =
        new MemoryKeystore(NonceEntropy.NONE)
            .with("babe", KeyPair.of(KeyScheme.SR25519, uri))
            .with("para", KeyPair.of(KeyScheme.SR25519, uri))
            .with("gran", KeyPair.of(KeyScheme.ED25519, uri));
    Multiaddress loopback =
        ((Multiaddress.Parsed.Address) Multiaddress.parse("/ip4/127.0.0.1/tcp/0")).value();
    return StandaloneNode.start(
        new NodeConfig(
            uri,
            new ChainConfig(spec, genesis, List.of(loopback), bootnodes),
            Optional.empty(),
            Optional.empty(),
            true,
            NodeConfig.Sync.FULL,
            Optional.empty(),
            StatePruning.DEFAULT,
            keys,
            RpcConfig.loopback(0),
            HealthRules.DEFAULT,
            Optional.empty()),
        execution,
        new RealWorld(),
        told);
  }

  /** As many validators as finality needs: all three of Westend's, four of Rococo's five. */
  @ParameterizedTest
  @CsvSource({"westend-local-9320, 3", "rococo-local-1015000, 4"})
  void validatorsAuthorAndFinaliseAndAClientPays(String name, int count) throws Exception {
    ChainSpec spec = RealChains.spec(name);
    List<Told> told = new ArrayList<>();
    List<StandaloneNode> nodes = new ArrayList<>();
    try {
      for (String uri : List.of("//Alice", "//Bob", "//Charlie", "//Dave").subList(0, count)) {
        List<Multiaddress> bootnodes = nodes.isEmpty() ? List.of() : nodes.getFirst().addresses();
        told.add(new Told());
        nodes.add(start(spec, uri, bootnodes, told.getLast()));
      }
      await().atMost(PATIENCE).until(() -> told.stream().allMatch(t -> t.finalised >= 1));

      ClientScripts scripts = ClientScripts.ofProject();
      assertThat(told).allSatisfy(t -> assertThat(t.bugs).isEmpty());

      Optional<String> lacking = scripts.lacking();
      assumeTrue(lacking.isEmpty(), () -> lacking.orElse(""));
      String port = Integer.toString(URI.create(told.getFirst().url).getPort());
      ClientScripts.Run run = scripts.test("official.test.mjs", Map.of("BRAID_PORT", port), 120);
      assertThat(run.exit()).as(run.output()).isZero();
      assertThat(run.output()).contains("# fail 0").doesNotContain("# pass 0");
      assertThat(told).allSatisfy(t -> assertThat(t.bugs).isEmpty());
    } finally {
      nodes.forEach(StandaloneNode::close);
    }
  }
}
