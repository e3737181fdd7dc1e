package io.braid.cli.node;

import io.braid.cli.Folders;
import io.braid.cli.NodeOutput;
import io.braid.cli.Refusal;
import io.braid.cli.RuntimeOptions;
import io.braid.cli.Stopping;
import io.braid.cli.chain.Chains;
import io.braid.cli.key.KeystoreOptions;
import io.braid.consensus.keys.MemoryKeystore;
import io.braid.consensus.ports.Keystore;
import io.braid.devnet.BuiltRuntimes;
import io.braid.devnet.DevelopmentKeys;
import io.braid.executor.Executor;
import io.braid.network.identity.Multiaddress;
import io.braid.rpc.RpcConfig;
import io.braid.service.Execution;
import io.braid.service.RealWorld;
import io.braid.service.World;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.standalone.CannotStart;
import io.braid.service.standalone.ChainConfig;
import io.braid.service.standalone.NodeConfig;
import io.braid.service.standalone.NodeFolder;
import io.braid.service.standalone.StandaloneNode;
import io.braid.storage.CompiledCodeFolder;
import io.braid.storage.keys.KeystoreFolder;
import io.braid.storage.keys.KeystoreRefused;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
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

  @Option(
      names = "--rpc-port",
      paramLabel = "PORT",
      defaultValue = "9944",
      description = "JSON-RPC over WebSocket and HTTP, on this machine; default: ${DEFAULT-VALUE}.")
  private int rpcPort;

  @Option(
      names = "--dev-keys",
      paramLabel = "NAME",
      description = "Use the well-known keys of a development account, such as alice.")
  private Optional<String> devKeys = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "How the log on standard error is written; default: ${DEFAULT-VALUE}.")
  private String logFormat = "text";

  @Mixin private RuntimeOptions runtimes = new RuntimeOptions();
  @Mixin private KeystoreOptions keystore = new KeystoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (!logFormat.equals("text") && !logFormat.equals("json")) {
      throw new Refusal("expected text or json after --log-format, found '" + logFormat + "'");
    }
    System.setProperty("braid.log.appender", logFormat);
    World world = new RealWorld();
    Execution execution =
        Execution.of(
            runtimes.strategy(),
            BuiltRuntimes.natives(),
            new CompiledCodeFolder(Folders.compiledCode(), world.clock()));
    NodeConfig node = config(execution.runtimes());
    NodeOutput output = new NodeOutput(spec.commandLine().getOut(), json, name);
    try (Stopping stopping = new Stopping(output::stop);
        StandaloneNode running = StandaloneNode.start(node, execution, world, output)) {
      running.addresses().forEach(address -> output.address(address.toString()));
      output.started();
      return output.await() ? 0 : 1;
    } catch (CannotStart e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private NodeConfig config(Executor executor) {
    if (validator && collator) {
      throw new Refusal("expected --validator or --collator, found both");
    }
    if (rpcPort < 0 || rpcPort > 65_535) {
      throw new Refusal("expected a port from 0 to 65535 after --rpc-port, found " + rpcPort);
    }
    ChainSpec own = Chains.find(chain);
    Optional<ChainConfig> parachain = Optional.empty();
    ChainConfig relay;
    if (collator) {
      if (relayChain.isEmpty()) {
        throw new Refusal(
            "expected --relay-chain beside --collator: the chain that validates " + own.id());
      }
      parachain = Optional.of(configured(parachainOf(own), listen, bootnodes, executor));
      relay = configured(Chains.find(relayChain.get()), relayListen, relayBootnodes, executor);
    } else {
      if (own.parachain().isPresent()) {
        throw new Refusal(
            own.id()
                + " is a parachain: run it with --collator and --relay-chain, or name a relay"
                + " chain");
      }
      relay = configured(own, listen, bootnodes, executor);
    }
    return new NodeConfig(
        name,
        relay,
        parachain,
        validator,
        sync(),
        data,
        runtimes.pruning(),
        keys(parachain.map(ChainConfig::spec).orElse(own)),
        RpcConfig.loopback(rpcPort));
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

  private static ChainConfig configured(
      ChainSpec spec, List<String> listen, List<String> bootnodes, Executor executor) {
    List<Multiaddress> known = new ArrayList<>();
    bootnodes.forEach(text -> known.add(bootnode(text, "--bootnode")));
    spec.bootNodes().forEach(text -> known.add(bootnode(text, "bootNodes of " + spec.id())));
    return new ChainConfig(
        spec,
        Chains.genesis(spec, executor),
        listen.stream().map(text -> address(text, "--listen")).toList(),
        known);
  }

  private static Multiaddress address(String text, String where) {
    return switch (Multiaddress.parse(text)) {
      case Multiaddress.Parsed.Address(Multiaddress address) -> address;
      case Multiaddress.Parsed.Refused(String reason) ->
          throw new Refusal(
              "expected a multiaddress such as /ip4/127.0.0.1/tcp/30333 in "
                  + where
                  + ", found '"
                  + text
                  + "': "
                  + reason);
    };
  }

  private static Multiaddress bootnode(String text, String where) {
    Multiaddress address = address(text, where);
    if (address.peer().isEmpty()) {
      throw new Refusal(
          "expected an address that ends with /p2p/ and a peer's id in "
              + where
              + ", found '"
              + text
              + "'");
    }
    return address;
  }

  private Keystore keys(ChainSpec chain) {
    if (devKeys.isPresent()) {
      return DevelopmentKeys.keystore(devKeys.get(), new SecureRandom()::nextBytes);
    }
    if (data.isEmpty()) {
      if (validator || collator) {
        throw new Refusal(
            "expected --data with a keystore, or --dev-keys: a "
                + (validator ? "validator" : "collator")
                + " needs keys");
      }
      return new MemoryKeystore(new SecureRandom()::nextBytes);
    }
    try {
      return KeystoreFolder.open(
          NodeFolder.of(data.get(), chain.id()).keystore(),
          keystore.password(),
          new SecureRandom()::nextBytes);
    } catch (KeystoreRefused e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }
}
