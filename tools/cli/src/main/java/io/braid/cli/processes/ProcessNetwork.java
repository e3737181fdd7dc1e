package io.braid.cli.processes;

import io.braid.cli.RuntimeOptions;
import io.braid.consensus.chain.BlockRef;
import io.braid.devnet.GenesisRefused;
import io.braid.devnet.NetworkGenesis;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.service.NodeListener;
import io.braid.service.chainspec.ChainSpecJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a network's nodes as processes. Chain specifications, logs and the nodes' chains lie in the
 * network's folder when they shall be kept; else there is a temporary folder without chains.
 */
public final class ProcessNetwork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessNetwork.class);

  private final NetworkDefinition definition;
  private final RuntimeOptions runtimes;
  private final Optional<Path> data;
  private final Path folder;
  private final Function<String, Machine> machines;
  private final NodeListener listener;
  private final List<NodeProcess> processes = new ArrayList<>();

  private ProcessNetwork(
      NetworkDefinition definition,
      RuntimeOptions runtimes,
      Optional<Path> data,
      Path folder,
      Function<String, Machine> machines,
      NodeListener listener) {
    this.definition = definition;
    this.runtimes = runtimes;
    this.data = data;
    this.folder = folder;
    this.machines = machines;
    this.listener = listener;
  }

  /**
   * Starts all nodes on this machine, as {@link #start(NetworkDefinition, RuntimeOptions, Optional,
   * Function, NodeListener)}.
   */
  public static ProcessNetwork start(
      NetworkDefinition definition,
      RuntimeOptions runtimes,
      Optional<Path> data,
      NodeListener listener)
      throws GenesisRefused, NodeEnded, IOException, InterruptedException {
    return start(definition, runtimes, data, node -> Machine.HERE, listener);
  }

  /**
   * Starts all nodes.
   *
   * @param data where they keep their chains; in memory without
   * @param machines where each node runs, by its name; all of them see the same files
   * @param listener hears of all nodes, and of the chains from the first node of each
   * @throws GenesisRefused when a chain specification that the definition names is of no use
   * @throws NodeEnded when a node does not start; none is left running
   * @throws IOException when the network's folder cannot be written
   */
  public static ProcessNetwork start(
      NetworkDefinition definition,
      RuntimeOptions runtimes,
      Optional<Path> data,
      Function<String, Machine> machines,
      NodeListener listener)
      throws GenesisRefused, NodeEnded, IOException, InterruptedException {
    Path folder = data.isPresent() ? data.get() : Files.createTempDirectory("braid-network");
    Files.createDirectories(folder);
    ProcessNetwork network =
        new ProcessNetwork(definition, runtimes, data, folder, machines, listener);
    boolean started = false;
    try {
      network.startAll();
      started = true;
      return network;
    } finally {
      if (!started) {
        network.close();
      }
    }
  }

  private void startAll() throws GenesisRefused, NodeEnded, IOException, InterruptedException {
    NetworkGenesis genesis =
        NetworkGenesis.of(definition, runtimes.execution(InstantSource.system()).runtimes());
    String relayName = definition.relayChain().chain();
    Path relaySpec = folder.resolve(relayName + ".json");
    Files.writeString(relaySpec, ChainSpecJson.write(genesis.relaySpec(definition)));
    List<String> bootnode = new ArrayList<>();
    for (NetworkDefinition.Node node : definition.relayChain().nodes()) {
      List<String> options = options(node, relaySpec);
      if (node.validator()) {
        options.add("--validator");
        // A network of one's own chains on one machine: its nodes are many, their code is trusted.
        options.addAll(List.of("--pvf-workers", "0"));
      }
      bootnode.forEach(address -> options.addAll(List.of("--bootnode", address)));
      NodeProcess process = start(node, options, relayName, bootnode.isEmpty());
      if (bootnode.isEmpty()) {
        bootnode.add(process.awaitAddress());
      }
    }
    for (NetworkDefinition.Parachain parachain : definition.parachains()) {
      startCollators(genesis, parachain, relaySpec, bootnode.getFirst());
    }
    for (NodeProcess process : processes) {
      process.awaitAddress();
    }
  }

  private void startCollators(
      NetworkGenesis genesis,
      NetworkDefinition.Parachain parachain,
      Path relaySpec,
      String relayBootnode)
      throws NodeEnded, IOException, InterruptedException {
    String name = parachain.name();
    Path spec = folder.resolve(parachain.chain() + "-" + parachain.id() + ".json");
    Files.writeString(spec, ChainSpecJson.write(genesis.spec(definition, parachain)));
    List<String> bootnode = new ArrayList<>();
    for (NetworkDefinition.Node node : parachain.collators()) {
      List<String> options = options(node, spec);
      options.addAll(
          List.of(
              "--collator",
              "--relay-chain",
              relaySpec.toString(),
              "--relay-listen",
              machines.apply(node.name()).anyPort(),
              "--relay-bootnode",
              relayBootnode));
      bootnode.forEach(address -> options.addAll(List.of("--bootnode", address)));
      NodeProcess process = start(node, options, name, bootnode.isEmpty());
      if (bootnode.isEmpty() && parachain.collators().size() > 1) {
        bootnode.add(process.awaitAddress());
      }
    }
  }

  private List<String> options(NetworkDefinition.Node node, Path spec) {
    List<String> options = new ArrayList<>();
    options.addAll(
        List.of(
            "--json",
            "--chain",
            spec.toString(),
            "--name",
            node.name(),
            "--dev-keys",
            node.account(),
            "--listen",
            machines.apply(node.name()).anyPort(),
            "--rpc-port",
            Integer.toString(node.wsPort())));
    options.addAll(runtimes.arguments());
    data.ifPresent(at -> options.addAll(List.of("--data", at.resolve(node.name()).toString())));
    return options;
  }

  private NodeProcess start(
      NetworkDefinition.Node node, List<String> options, String chain, boolean first)
      throws IOException {
    NodeProcess process =
        NodeProcess.start(
            node.name(),
            machines.apply(node.name()).launcher(),
            options,
            folder.resolve(node.name() + ".log"),
            new OfNode(chain, first));
    processes.add(process);
    return process;
  }

  @Override
  public void close() {
    processes.forEach(NodeProcess::stop);
    processes.forEach(NodeProcess::close);
    if (data.isEmpty()) {
      delete(folder);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      LOG.warn("the folder {} is left: {}", folder, e.toString());
    }
  }

  /**
   * Names the chain as the network does; passes on a chain's movement from its first node alone.
   */
  private final class OfNode implements NodeListener {
    private final String chain;
    private final boolean first;

    OfNode(String chain, boolean first) {
      this.chain = chain;
      this.first = first;
    }

    @Override
    public void onNode(String name, String specified, String role, String url) {
      listener.onNode(name, chain, role, url);
    }

    @Override
    public void onBest(String specified, BlockRef block) {
      if (first) {
        listener.onBest(chain, block);
      }
    }

    @Override
    public void onFinalised(String specified, BlockRef block) {
      if (first) {
        listener.onFinalised(chain, block);
      }
    }

    @Override
    public void onBacked(int paraId) {
      if (first) {
        listener.onBacked(paraId);
      }
    }

    @Override
    public void onIncluded(int paraId, int number) {
      if (first) {
        listener.onIncluded(paraId, number);
      }
    }

    @Override
    public void onBug(String node, Throwable bug) {
      listener.onBug(node, bug);
    }
  }
}
