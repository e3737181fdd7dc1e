package io.braid.cli.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.braid.cli.RuntimeOptions;
import io.braid.cli.chain.Chains;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.StatePruning;
import io.braid.devnet.DevelopmentKeys;
import io.braid.executor.Executor;
import io.braid.network.identity.Multiaddress;
import io.braid.rpc.RpcConfig;
import io.braid.service.Execution;
import io.braid.service.NodeListener;
import io.braid.service.RealWorld;
import io.braid.service.World;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.health.HealthRules;
import io.braid.service.standalone.CannotStart;
import io.braid.service.standalone.ChainConfig;
import io.braid.service.standalone.NodeConfig;
import io.braid.service.standalone.StandaloneNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard of the folder {@code deploy}, against a validator and a collator that run. */
class DashboardTest {
  private static final Path DASHBOARD = Path.of("..", "..", "deploy", "grafana.json");
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** A metric stands before its selector. */
  private static final Pattern METRIC = Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\{");

  private static final Pattern SAMPLE =
      Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)\\{(.*)} [^ ]+$");

  @TempDir private Path data;

  private final World world = new RealWorld();
  private final Execution execution = new RuntimeOptions().execution(world.clock());

  /** Hears of blocks of the node's own chain. */
  private static final class Told implements NodeListener {
    final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
    volatile int best;

    @Override
    public void onBest(String chain, BlockRef block) {
      best = block.number();
    }

    @Override
    public void onBug(String node, Throwable bug) {
      bugs.add(bug);
    }
  }

  private ChainConfig chain(String preset, List<Multiaddress> bootnodes) {
    Executor runtimes = execution.runtimes();
    ChainSpec spec = Chains.find(preset, runtimes);
    return new ChainConfig(
        spec,
        Chains.genesis(spec, runtimes),
        new Peering("--", List.of("/ip4/127.0.0.1/tcp/0"), List.of()).listenAddresses(),
        bootnodes);
  }

  private StandaloneNode start(ChainConfig relay, Optional<ChainConfig> parachain, Told told)
      throws CannotStart {
    return StandaloneNode.start(
        new NodeConfig(
            "watched",
            relay,
            Optional.empty(),
            parachain,
            parachain.isEmpty(),
            NodeConfig.Sync.FULL,
            Optional.of(data.resolve(parachain.isEmpty() ? "validator" : "collator")),
            StatePruning.DEFAULT,
            DevelopmentKeys.keystore("alice", world.entropy()),
            RpcConfig.loopback(0),
            HealthRules.DEFAULT,
            Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))),
        execution,
        new RealWorld(),
        told);
  }

  private static List<String> scrape(StandaloneNode node) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(URI.create(node.metricsUrl().orElseThrow())).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      return response.body().lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  /** The metrics of samples that have both labels by which the dashboard selects, or give them. */
  private static Set<String> names(List<String> samples) {
    Set<String> names = new TreeSet<>();
    for (String sample : samples) {
      Matcher matcher = SAMPLE.matcher(sample);
      assertThat(matcher.matches()).as(sample).isTrue();
      assertThat(matcher.group(2)).as(sample).contains("chain=\"braid_");
      names.add(matcher.group(1));
    }
    return names;
  }

  private static Set<String> wanted() throws Exception {
    JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(DASHBOARD));
    return dashboard.findValuesAsString("expr").stream()
        .flatMap(expression -> METRIC.matcher(expression).results())
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyMetricThatItShowsIsOneThatNodesWrite() throws Exception {
    Told validatorTold = new Told();
    Told collatorTold = new Told();
    try (StandaloneNode validator =
            start(chain("dev", List.of()), Optional.empty(), validatorTold);
        StandaloneNode collator =
            start(
                chain("dev", validator.addresses()),
                Optional.of(chain("template-dev", List.of())),
                collatorTold)) {
      await().atMost(PATIENCE).until(() -> validatorTold.best >= 1);
      Set<String> written = new TreeSet<>(names(scrape(validator)));
      List<String> ofCollator = scrape(collator);
      written.addAll(names(ofCollator));

      assertThat(wanted()).hasSizeGreaterThan(25).isSubsetOf(written);
      assertThat(validatorTold.bugs).isEmpty();
      assertThat(collatorTold.bugs).isEmpty();
      assertThat(ofCollator)
          .as("a collator's figures are of both its chains")
          .anyMatch(line -> line.startsWith("substrate_block_height{chain=\"braid_relay_dev\""))
          .anyMatch(line -> line.startsWith("substrate_block_height{chain=\"braid_template_dev\""));
    }
  }
}
