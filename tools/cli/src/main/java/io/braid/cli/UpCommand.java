package io.braid.cli;

import io.braid.consensus.chain.ForeignDatabase;
import io.braid.consensus.chain.StatePruning;
import io.braid.devnet.Devnet;
import io.braid.devnet.DevnetOptions;
import io.braid.devnet.PortTaken;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.executor.ExecutionStrategy;
import io.braid.service.RealWorld;
import io.braid.storage.DatabaseRefused;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code braid up}: a whole network in this process, until Ctrl-C. */
@Command(
    name = "up",
    description = "Runs a whole network in one process until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
  private static final long CLOSING_SECONDS = 10;

  /** Parachains read the states of relay blocks that are a little older than the final one. */
  private static final int LEAST_STATES = 16;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The network to run; default: networks/quickstart.toml.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--json", description = "Print one JSON object a line instead of a table.")
  private boolean json;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Keep the chains in this folder; without it they live in memory.")
  private Optional<Path> data = Optional.empty();

  @Option(
      names = "--execution",
      paramLabel = "native|wasm|auto",
      defaultValue = "auto",
      description = "How runtimes run; auto is native where the code on chain is the built one.")
  private String execution = "auto";

  @Option(
      names = "--state-pruning",
      paramLabel = "archive|N",
      defaultValue = "256",
      description =
          "Keep the states of N blocks below the last finalised one, or every state; default: 256.")
  private String statePruning = "256";

  @Option(names = "--exit-when-ready", description = "Stop as soon as the network is ready.")
  private boolean exitWhenReady;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    long start = System.nanoTime();
    NetworkDefinition definition = NetworkFile.read(file);
    DevnetOptions options =
        new DevnetOptions(strategy(), data, pruning(), Optional.of(NetworkFile.compiledCode()));
    Output output =
        json
            ? new JsonOutput(spec.commandLine().getOut(), start)
            : new TableOutput(
                spec.commandLine().getOut(),
                start,
                definition.nodeNames(),
                System.console() != null);
    Progress progress = new Progress(definition, output);
    CountDownLatch closed = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(progress, closed)));
    try (Devnet devnet = Devnet.start(definition, options, new RealWorld(), progress)) {
      output.started();
      return progress.await(exitWhenReady) ? 0 : Main.FAILED;
    } catch (DatabaseRefused e) {
      throw new Refusal(e.getMessage() + ", or choose another folder with --data");
    } catch (PortTaken | ForeignDatabase e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    } finally {
      closed.countDown();
    }
  }

  /** Ctrl-C: the process must not end before the databases are closed. */
  private static void stop(Progress progress, CountDownLatch closed) {
    progress.stop();
    try {
      if (!closed.await(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("braid: the nodes did not stop in " + CLOSING_SECONDS + " seconds");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ExecutionStrategy strategy() {
    return switch (execution) {
      case "native" -> ExecutionStrategy.NATIVE;
      case "wasm" -> ExecutionStrategy.WASM;
      case "auto" -> ExecutionStrategy.AUTO;
      default ->
          throw new Refusal(
              "expected native, wasm or auto after --execution, found '" + execution + "'");
    };
  }

  private StatePruning pruning() {
    if (statePruning.equals("archive")) {
      return StatePruning.ARCHIVE;
    }
    try {
      int blocks = Integer.parseInt(statePruning);
      if (blocks >= LEAST_STATES) {
        return new StatePruning.Window(blocks);
      }
    } catch (NumberFormatException e) {
      // refused below
    }
    throw new Refusal(
        "expected archive or a number from "
            + LEAST_STATES
            + " on after --state-pruning, found '"
            + statePruning
            + "'");
  }
}
