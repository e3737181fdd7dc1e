package io.braid.benchmarks;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.consensus.node.Role;
import io.braid.crypto.NonceEntropy;
import io.braid.devnet.BuiltRuntimes;
import io.braid.devnet.DevelopmentKeys;
import io.braid.devnet.GenesisRefused;
import io.braid.devnet.NetworkGenesis;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.wasm.CompiledCodeCache;
import io.braid.network.LocalNetwork;
import io.braid.network.identity.Multiaddress;
import io.braid.rpc.RpcConfig;
import io.braid.service.Execution;
import io.braid.service.NodeListener;
import io.braid.service.NodeSettings;
import io.braid.service.RealWorld;
import io.braid.service.RelayNode;
import io.braid.service.World;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.health.HealthRules;
import io.braid.service.standalone.CannotStart;
import io.braid.service.standalone.ChainConfig;
import io.braid.service.standalone.NodeConfig;
import io.braid.service.standalone.NodeFolder;
import io.braid.service.standalone.StandaloneNode;
import io.braid.simulation.SimulatedWorld;
import io.braid.storage.DatabaseRefused;
import io.braid.storage.RocksDatabase;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
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
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a fresh node joins a running chain of many blocks. A validator first makes the blocks, on
 * simulated time that ends now; then it goes on in real time, a block a second, and a node that has
 * nothing joins it over libp2p, by executing every block, and another by a jump. Both nodes are in
 * this process, with databases on disk. Argument: how many blocks (default 10,000).
 */
public final class SyncBenchmark {
  private static final long SLOT_MILLIS = 1_000;
  private static final int FOLLOWED = 5;
  private static final Pattern RECEIVED =
      Pattern.compile("substrate_sub_libp2p_network_bytes\\S*\\{[^}]*\"in\"[^}]*\\} (\\S+)");

  private final PrintStream out = System.out;
  private final NetworkDefinition definition =
      new NetworkDefinition(
          new NetworkDefinition.RelayChain(
              BuiltRuntimes.RELAY,
              SLOT_MILLIS,
              60,
              List.of(new NetworkDefinition.Node("alice", "alice", true, 0))),
          List.of(),
          List.of());
  private final Execution execution =
      Execution.of(ExecutionStrategy.AUTO, BuiltRuntimes.natives(), CompiledCodeCache.NONE);
  private final NetworkGenesis genesis;
  private final ChainSpec spec;
  private final Path folder;

  private SyncBenchmark() throws GenesisRefused, IOException {
    genesis = NetworkGenesis.of(definition, execution.runtimes());
    spec = genesis.relaySpec(definition);
    folder = Files.createTempDirectory("sync");
  }

  /** The best block of a node, for whoever waits for it. */
  private static final class Best implements NodeListener {
    private final AtomicReference<Throwable> bug = new AtomicReference<>();
    private volatile int best;

    @Override
    public void onBest(String chain, BlockRef block) {
      best = block.number();
    }

    @Override
    public void onBug(String node, Throwable thrown) {
      bug.set(thrown);
    }

    void await(int number) throws InterruptedException {
      while (best < number) {
        Thread.sleep(20);
        if (bug.get() != null) {
          throw new IllegalStateException(bug.get());
        }
      }
    }
  }

  private StandaloneNode start(
      String name, List<Multiaddress> bootnodes, NodeConfig.Sync sync, World world, Best best)
      throws CannotStart {
    Multiaddress any =
        ((Multiaddress.Parsed.Address) Multiaddress.parse("/ip4/127.0.0.1/tcp/0")).value();
    boolean validator = name.equals("alice");
    return StandaloneNode.start(
        new NodeConfig(
            name,
            new ChainConfig(spec, genesis.relay(), List.of(any), bootnodes),
            Optional.empty(),
            Optional.empty(),
            validator,
            sync,
            Optional.of(folder.resolve(name)),
            StatePruning.DEFAULT,
            validator
                ? DevelopmentKeys.keystore(name, NonceEntropy.NONE)
                : new MemoryKeystore(NonceEntropy.NONE),
            RpcConfig.loopback(0),
            HealthRules.DEFAULT,
            Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))),
        execution,
        world,
        best);
  }

  /** Makes blocks in the folder of the validator, on whose node nobody calls from outside. */
  private void makeBlocks(int blocks) throws DatabaseRefused {
    long begin = System.nanoTime();
    long start = (System.currentTimeMillis() / SLOT_MILLIS - blocks) * SLOT_MILLIS;
    SimulatedWorld world = new SimulatedWorld(1, start);
    AtomicReference<Throwable> died = new AtomicReference<>();
    Path database = NodeFolder.of(folder.resolve("alice"), spec.id()).database();
    try (RocksDatabase db = RocksDatabase.open(database)) {
      RelayNode node =
          new RelayNode(
              new NodeSettings(
                  "alice",
                  genesis.relay(),
                  db,
                  StatePruning.DEFAULT,
                  execution.runtimes(),
                  DevelopmentKeys.keystore("alice", NonceEntropy.NONE),
                  new LocalNetwork(),
                  world),
              Role.AUTHORITY,
              Optional.empty(),
              died::set);
      node.start();
      world.run(Duration.ofMillis(blocks * SLOT_MILLIS));
      out.printf(
          "made %,d blocks in %.0f s of real time, the last final one is %,d%n",
          node.chain().best().number(), seconds(begin), node.chain().finalised().number());
      node.close();
    }
    if (died.get() != null) {
      throw new IllegalStateException(died.get());
    }
  }

  private void join(String name, StandaloneNode to, NodeConfig.Sync sync, int head)
      throws CannotStart, InterruptedException, IOException {
    long begin = System.nanoTime();
    Best best = new Best();
    StandaloneNode node = start(name, to.addresses(), sync, new RealWorld(), best);
    best.await(head);
    double took = seconds(begin);
    int reached = best.best;
    long received = received(node);
    best.await(reached + FOLLOWED);
    node.close();
    out.printf(
        "%s: at block %,d after %.1f s (%,.0f blocks/s), %,d bytes received for each block, %,d on"
            + " disk; then followed %d more%n",
        name,
        reached,
        took,
        reached / took,
        received / reached,
        size(folder.resolve(name)) / reached,
        FOLLOWED);
  }

  private static long received(StandaloneNode node) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.metricsUrl().orElseThrow())).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      String figures = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Matcher matcher = RECEIVED.matcher(figures);
      if (!matcher.find()) {
        throw new IllegalStateException("expected bytes received, found: " + figures);
      }
      return (long) Double.parseDouble(matcher.group(1));
    }
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(SyncBenchmark::fileSize).sum();
    }
  }

  private static long fileSize(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  public static void main(String[] arguments)
      throws GenesisRefused, DatabaseRefused, CannotStart, IOException, InterruptedException {
    int blocks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    SyncBenchmark benchmark = new SyncBenchmark();
    benchmark.makeBlocks(blocks);
    Best best = new Best();
    StandaloneNode alice =
        benchmark.start("alice", List.of(), NodeConfig.Sync.FULL, new RealWorld(), best);
    best.await(1);
    benchmark.join("full", alice, NodeConfig.Sync.FULL, best.best);
    benchmark.join("warp", alice, NodeConfig.Sync.WARP, best.best);
    alice.close();
    benchmark.out.println("databases are in " + benchmark.folder);
  }
}
