package io.braid.cli.node;

import io.braid.cli.Folders;
import io.braid.cli.Progress;
import io.braid.cli.Refusal;
import io.braid.cli.RuntimeOptions;
import io.braid.cli.Stopping;
import io.braid.cli.chain.Chains;
import io.braid.executor.Executor;
import io.braid.executor.pvf.worker.PvfWorkerPool;
import io.braid.rpc.RpcConfig;
import io.braid.service.Execution;
import io.braid.service.RealWorld;
import io.braid.service.World;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.health.HealthRules;
import io.braid.service.pvf.PvfProcesses;
import io.braid.service.standalone.CannotStart;
import io.braid.service.standalone.ChainConfig;
import io.braid.service.standalone.NodeConfig;
import io.braid.service.standalone.StandaloneNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code braid node}: one node, until SIGTERM. */
@Command(
    name = "node",
    description = {
      "Runs one node of a network until Ctrl-C or SIGTERM.",
      "Every option may stand in the environment as well (--rpc-port as BRAID_RPC_PORT) or in the"
          + " file of --config (rpc-port = 9944); the command line goes before the environment,"
          + " that before the file."
    },
    mixinStandardHelpOptions = true)
public final class NodeCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A TOML file with options, by their names.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--chain",
      required = true,
      paramLabel = "FILE|PRESET",
      description =
          "The chain: its specification, or dev, local, hub-dev, hub-local, template-dev,"
              + " template-local.")
  private String chain = "";

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "braid",
      description = "For people; default: ${DEFAULT-VALUE}.")
  private String name = "braid";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep chains and keys in this folder; without it everything is in memory.")
  private Optional<Path> data = Optional.empty();

  @Option(names = "--validator", description = "Author and vote, with the keystore's keys.")
  private boolean validator;

  @Option(
      names = "--pvf-workers",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Processes in which a validator runs parachains' validation functions; 0 runs them in"
              + " the node itself, which a hostile one can slow down; default: ${DEFAULT-VALUE}.")
  private int pvfWorkers = 2;

  @Option(
      names = "--collator",
      description = "Make blocks of the parachain --chain, beside a node of its relay chain.")
  private boolean collator;

  @Option(
      names = "--para-id",
      paramLabel = "ID",
      description = "The parachain's id, when its specification does not say.")
  private Optional<Integer> paraId = Optional.empty();

  @Option(
      names = "--relay-chain",
      paramLabel = "FILE|PRESET",
      description = "The relay chain of a collator's parachain.")
  private Optional<String> relayChain = Optional.empty();

  @Option(
      names = "--relay-chain-rpc-url",
      paramLabel = "URL",
      description =
          "Follow the relay chain at this node, ws://… or wss://…, instead of beside a node of its"
              + " own; the node is trusted.")
  private Optional<String> relayUrl = Optional.empty();

  @Option(
      names = "--sync",
      paramLabel = "full|warp",
      defaultValue = "full",
      description =
          "How a fresh node catches up: by every block, or by a jump to the last final one, whose"
              + " finality is proved; default: ${DEFAULT-VALUE}.")
  private String sync = "full";

  @Option(
      names = "--listen",
      split = ",",
      paramLabel = "ADDRESS",
      defaultValue = "/ip4/0.0.0.0/tcp/30333",
      description =
          "Where peers find the node, a multiaddress; may be repeated; default: "
              + "${DEFAULT-VALUE}.")
  private List<String> listen = List.of();

  @Option(
      names = "--bootnode",
      split = ",",
      paramLabel = "ADDRESS",
      description = "Whom to dial first, with /p2p/ and the peer's id; may be repeated.")
  private List<String> bootnodes = List.of();

  @Option(
      names = "--relay-listen",
      split = ",",
      paramLabel = "ADDRESS",
      defaultValue = "/ip4/0.0.0.0/tcp/30343",
      description = "As --listen, for a collator's relay-chain node; default: ${DEFAULT-VALUE}.")
  private List<String> relayListen = List.of();

  @Option(
      names = "--relay-bootnode",
      split = ",",
      paramLabel = "ADDRESS",
      description = "As --bootnode, for a collator's relay-chain node.")
  private List<String> relayBootnodes = List.of();

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How the log on standard error is written; default: ${DEFAULT-VALUE}.")
  private String logFormat = "text";

  @Mixin private RuntimeOptions runtimes = new RuntimeOptions();
  @Mixin private NodeKeys keys = new NodeKeys();
  @Mixin private RpcOptions rpc = new RpcOptions();
  @Mixin private WatchOptions watch = new WatchOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (!logFormat.equals("text") && !logFormat.equals("json")) {
      throw new Refusal("expected text or json after --log-format, found '" + logFormat + "'");
    }
    System.setProperty("braid.log.appender", logFormat);
    World world = new RealWorld();
    Execution inProcess = runtimes.execution(world.clock());
    NodeConfig node = config(inProcess.runtimes());
    Optional<PvfWorkerPool> workers = workers();
    Execution execution = workers.map(inProcess::withSandbox).orElse(inProcess);
    String own = node.parachain().orElse(node.relay()).spec().id();
    Progress progress = Progress.on(spec.commandLine().getOut(), json, List.of(name), List.of(own));
    // The process may end as soon as it is told that everything stopped: the workers go before.
    try (Stopping stopping = new Stopping(progress::stop);
        Ending ending = () -> workers.ifPresent(PvfWorkerPool::close);
        StandaloneNode running = StandaloneNode.start(node, execution, world, progress)) {
      running.addresses().forEach(address -> progress.address(address.toString()));
      running.metricsUrl().ifPresent(progress::metrics);
      progress.started();
      return progress.await(false) ? 0 : 1;
    } catch (CannotStart e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private interface Ending extends AutoCloseable {
    @Override
    void close();
  }

  private Optional<PvfWorkerPool> workers() {
    if (pvfWorkers < 0) {
      throw new Refusal("expected a number from 0 on after --pvf-workers, found " + pvfWorkers);
    }
    if (!validator || pvfWorkers == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(PvfProcesses.open(pvfWorkers, Optional.of(Folders.compiledCode())));
    } catch (IOException e) {
      throw new Refusal("cannot make a folder for temporary files: " + e.getMessage());
    }
  }

  private NodeConfig config(Executor executor) {
    if (validator && collator) {
      throw new Refusal("expected --validator or --collator, found both");
    }
    RpcConfig served = rpc.config();
    HealthRules health = watch.health();
    Optional<InetSocketAddress> metrics = watch.metrics();
    ChainSpec own = Chains.find(chain, executor);
    Peering peering = new Peering("--", listen, bootnodes);
    Optional<ChainConfig> parachain = Optional.empty();
    ChainConfig relay;
    if (collator) {
      if (relayChain.isEmpty()) {
        throw new Refusal(
            "expected --relay-chain beside --collator: the chain that validates " + own.id());
      }
      parachain = Optional.of(configured(parachainOf(own), peering, executor));
      relay =
          configured(
              Chains.find(relayChain.get(), executor),
              new Peering("--relay-", relayListen, relayBootnodes),
              executor);
    } else {
      if (own.parachain().isPresent()) {
        throw new Refusal(
            own.id()
                + " is a parachain: run it with --collator and --relay-chain, or name a relay"
                + " chain");
      }
      relay = configured(own, peering, executor);
    }
    return new NodeConfig(
        name,
        relay,
        relayNode(),
        parachain,
        validator,
        sync(),
        data,
        runtimes.pruning(),
        keys.open(data, own, role()),
        served,
        health,
        metrics);
  }

  private Optional<URI> relayNode() {
    if (relayUrl.isPresent() && !collator) {
      throw new Refusal("expected --collator beside --relay-chain-rpc-url");
    }
    return relayUrl.map(text -> {
      URI url = null;
      try {
        url = new URI(text);
      } catch (URISyntaxException e) {
        // Refused below, as what has another scheme.
      }
      if (url == null
          || url.getHost() == null
          || !("ws".equals(url.getScheme()) || "wss".equals(url.getScheme()))) {
        throw new Refusal(
            "expected a URL such as ws://127.0.0.1:9944 after --relay-chain-rpc-url, found '"
                + text
                + "'");
      }
      return url;
    });
  }

  private NodeConfig.Sync sync() {
    return switch (sync) {
      case "full" -> NodeConfig.Sync.FULL;
      case "warp" -> {
        if (collator) {
          throw new Refusal("expected --sync full beside --collator, found warp");
        }
        yield NodeConfig.Sync.WARP;
      }
      default -> throw new Refusal("expected full or warp after --sync, found '" + sync + "'");
    };
  }

  private ChainSpec parachainOf(ChainSpec own) {
    Optional<Integer> specified = own.parachain().map(ChainSpec.Parachain::id);
    if (specified.isPresent() && paraId.isPresent() && !specified.equals(paraId)) {
      throw new Refusal(
          "expected --para-id "
              + specified.get()
              + ", which "
              + own.id()
              + " has, found "
              + paraId.get());
    }
    int id =
        specified
            .or(() -> paraId)
            .orElseThrow(
                () -> new Refusal("expected --para-id, since " + own.id() + " does not say it"));
    return own.withParachain(
        new ChainSpec.Parachain(
            id, own.parachain().map(ChainSpec.Parachain::relayChain).orElse("")));
  }

  /** What the node is, when it signs. */
  private Optional<String> role() {
    return validator
        ? Optional.of("validator")
        : collator ? Optional.of("collator") : Optional.empty();
  }

  private static ChainConfig configured(ChainSpec spec, Peering peering, Executor executor) {
    return new ChainConfig(
        spec, Chains.genesis(spec, executor), peering.listenAddresses(), peering.bootnodes(spec));
  }
}
