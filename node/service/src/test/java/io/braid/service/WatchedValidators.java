package io.braid.service;

import io.braid.chains.Blobs;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.StatePruning;
import io.braid.crypto.hash.Blake2b;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.NativeRuntime;
import io.braid.executor.wasm.CompiledCodeCache;
import io.braid.network.identity.Multiaddress;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.RpcConfig;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Validators of one chain as an operator runs them, with folders and figures, on slots of half a
 * second. Each later one dials the first.
 */
final class WatchedValidators implements AutoCloseable {
  static final String CHAIN = "braid_test";
  static final HealthRules RULES = new HealthRules(4, 20);

  final List<StandaloneNode> nodes = new ArrayList<>();
  final List<Told> told = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final ChainSpec spec;
  private final Genesis genesis;
  private final Execution execution;
  private final Path data;

  /** What a node told. */
  static final class Told implements NodeListener {
    final Queue<Throwable> bugs = new ConcurrentLinkedQueue<>();
    volatile int best;
    volatile int finalised;
    volatile String rpc = "";

    @Override
    public void onNode(String name, String chain, String role, String url) {
      rpc = url.replace("ws://", "http://");
    }

    @Override
    public void onBest(String chain, BlockRef block) {
      best = block.number();
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

  WatchedValidators(int count, Path data) throws CannotStart {
    this.data = data;
    List<String> names = RelayValidators.NAMES.subList(0, count);
    Bytes code = Blobs.of("relay");
    genesis = RelayValidators.genesis(names, code);
    spec =
        new ChainSpec(
            "Braid Test",
            CHAIN,
            "Local",
            List.of(),
            Optional.empty(),
            ChainSpec.Properties.DEFAULT,
            Optional.empty(),
            new ChainSpec.GenesisSource.Raw(genesis),
            ChainSpec.NO_OTHERS);
    execution =
        Execution.of(
            ExecutionStrategy.NATIVE,
            List.of(
                new NativeRuntime(
                    Hash256.of(Blake2b.hash256(code.unsafeArray())), RelayRuntimeEntryPoints::new)),
            CompiledCodeCache.NONE);
    for (String name : names) {
      start(name);
    }
  }

  private void start(String name) throws CannotStart {
    List<Multiaddress> bootnodes = nodes.isEmpty() ? List.of() : nodes.getFirst().addresses();
    told.add(new Told());
    nodes.add(
        StandaloneNode.start(
            new NodeConfig(
                name,
                new ChainConfig(
                    spec,
                    genesis,
                    List.of(RelayValidators.address("/ip4/127.0.0.1/tcp/0")),
                    bootnodes),
                Optional.empty(),
                Optional.empty(),
                true,
                NodeConfig.Sync.FULL,
                Optional.of(data.resolve(name.substring(2))),
                StatePruning.DEFAULT,
                RelayValidators.keys(name),
                RpcConfig.loopback(0),
                RULES,
                Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))),
            execution,
            new RealWorld(),
            told.getLast()));
  }

  /** The figures of a node, as Prometheus gets them. */
  HttpResponse<String> scrape(int node, String... headers) throws Exception {
    return get(nodes.get(node).metricsUrl().orElseThrow(), headers);
  }

  /** A node's health by its metrics port. */
  HttpResponse<String> health(int node) throws Exception {
    return get(nodes.get(node).metricsUrl().orElseThrow().replace("/metrics", "/health"));
  }

  /** A node's health by its JSON-RPC port. */
  HttpResponse<String> rpcHealth(int node) throws Exception {
    return get(told.get(node).rpc + "/health");
  }

  HttpResponse<String> get(String url, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Ends a node. */
  void stop(int node) {
    nodes.get(node).close();
  }

  @Override
  public void close() {
    nodes.forEach(StandaloneNode::close);
    http.close();
  }
}
