package io.braid.cli;

import io.braid.cli.processes.NodeEnded;
import io.braid.cli.processes.ProcessNetwork;
import io.braid.consensus.chain.ForeignDatabase;
import io.braid.devnet.Devnet;
import io.braid.devnet.DevnetOptions;
import io.braid.devnet.GenesisRefused;
import io.braid.devnet.PortTaken;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.service.RealWorld;
import io.braid.storage.DatabaseRefused;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code braid up}: a whole network in this process, until Ctrl-C. */
@Command(
    name = "up",
    description = "Runs a whole network in one process until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  @Mixin private NetworkFile network = new NetworkFile();

  @Option(names = "--json", description = "Print one JSON object a line instead of a table.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep the chains in this folder; without it they live in memory.")
  private Optional<Path> data = Optional.empty();

  @Mixin private RuntimeOptions runtimes = new RuntimeOptions();

  @Option(
      names = "--processes",
      description = "Run every node as a process of its own, over the real network.")
  private boolean processes;

  @Option(names = "--exit-when-ready", description = "Stop as soon as the network is ready.")
  private boolean exitWhenReady;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    NetworkDefinition definition = network.read();
    Progress progress =
        Progress.on(
            spec.commandLine().getOut(), json, definition.nodeNames(), definition.chainNames());
    try (Stopping stopping = new Stopping(progress::stop);
        AutoCloseable network = start(definition, progress)) {
      progress.started();
      return progress.await(exitWhenReady) ? 0 : Main.FAILED;
    } catch (DatabaseRefused e) {
      throw new Refusal(e.getMessage() + ", or choose another folder with --data");
    } catch (GenesisRefused | PortTaken | ForeignDatabase | NodeEnded e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private AutoCloseable start(NetworkDefinition definition, Progress progress) throws Exception {
    if (processes) {
      return ProcessNetwork.start(definition, runtimes, data, progress);
    }
    DevnetOptions options =
        new DevnetOptions(
            runtimes.strategy(), data, runtimes.pruning(), Optional.of(Folders.compiledCode()));
    return Devnet.start(definition, options, new RealWorld(), progress);
  }
}
