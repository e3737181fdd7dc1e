package io.braid.cli;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.StatePruning;
import io.braid.devnet.Devnet;
import io.braid.devnet.DevnetListener;
import io.braid.devnet.DevnetOptions;
import io.braid.devnet.PortTaken;
import io.braid.executor.ExecutionStrategy;
import io.braid.simulation.SimulatedWorld;
import io.braid.storage.DatabaseRefused;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code braid simulate}: a network on simulated time, from a seed, on one thread. */
@Command(
    name = "simulate",
    description =
        "Runs a whole network on simulated time, from a seed: the same seed gives the same blocks.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer>, DevnetListener {
  private static final int MAX_SECONDS = 1_000_000;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The network to run; default: networks/quickstart.toml.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "Decides every delay and every key's nonces; default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--seconds",
      paramLabel = "NUMBER",
      defaultValue = "300",
      description = "How much time goes by in the simulation; default: ${DEFAULT-VALUE}.")
  private int seconds = 300;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Map<String, BlockRef> best = new LinkedHashMap<>();
  private final Map<String, BlockRef> finalised = new TreeMap<>();
  private final Map<String, Throwable> bugs = new TreeMap<>();

  @Override
  public Integer call() {
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new Refusal("expected 1 to " + MAX_SECONDS + " after --seconds, found " + seconds);
    }
    PrintWriter out = spec.commandLine().getOut();
    SimulatedWorld world = new SimulatedWorld(seed);
    DevnetOptions options =
        new DevnetOptions(
            ExecutionStrategy.AUTO,
            Optional.empty(),
            StatePruning.DEFAULT,
            Optional.of(NetworkFile.compiledCode()));
    long start = System.nanoTime();
    try (Devnet devnet =
        Devnet.start(NetworkFile.read(file).withoutPorts(), options, world, this)) {
      world.run(Duration.ofSeconds(seconds));
    } catch (DatabaseRefused | PortTaken e) {
      throw new IllegalStateException("a simulated network has neither databases nor ports", e);
    }
    double took = (System.nanoTime() - start) / 1e9;
    out.println(
        String.format(
            Locale.ROOT,
            "seed %d: %d s of simulated time in %.1f s (%.1f times real time), %,d events",
            seed,
            seconds,
            took,
            seconds / took,
            world.events()));
    best.forEach((chain, block) -> out.println(line(chain, block)));
    bugs.forEach((node, bug) -> {
      out.println(node + " died of a bug; please report it with the seed:");
      bug.printStackTrace(out);
    });
    out.flush();
    return bugs.isEmpty() ? 0 : Main.FAILED;
  }

  private String line(String chain, BlockRef block) {
    BlockRef last = finalised.get(chain);
    return String.format(
        Locale.ROOT,
        "%-14s best %5d %s  finalised %5s",
        chain,
        block.number(),
        block.hash(),
        last == null ? "none" : String.valueOf(last.number()));
  }

  @Override
  public void onNode(String name, String chain, String role, String url) {}

  @Override
  public void onBest(String chain, BlockRef block) {
    best.put(chain, block);
  }

  @Override
  public void onFinalised(String chain, BlockRef block) {
    finalised.put(chain, block);
  }

  @Override
  public void onBacked(int paraId) {}

  @Override
  public void onIncluded(int paraId, int number) {}

  @Override
  public void onBug(String node, Throwable bug) {
    bugs.put(node, bug);
  }
}
