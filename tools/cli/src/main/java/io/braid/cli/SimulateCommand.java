package io.braid.cli;

import io.braid.consensus.chain.BlockRef;
import io.braid.devnet.GenesisRefused;
import io.braid.simulation.SimulationRun;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code braid simulate}: a network on simulated time, from a seed, on one thread. */
@Command(
    name = "simulate",
    description =
        "Runs a whole network on simulated time, from a seed: the same seed gives the same blocks.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  private static final int MAX_SECONDS = 1_000_000;

  @Mixin private NetworkFile network = new NetworkFile();

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

  @Override
  public Integer call() {
    if (seconds < 1 || seconds > MAX_SECONDS) {
      throw new Refusal("expected 1 to " + MAX_SECONDS + " after --seconds, found " + seconds);
    }
    PrintWriter out = spec.commandLine().getOut();
    long start = System.nanoTime();
    SimulationRun run;
    try {
      run =
          SimulationRun.of(
              network.read(), Folders.compiledCode(), seed, Duration.ofSeconds(seconds));
    } catch (GenesisRefused e) {
      throw new Refusal(String.valueOf(e.getMessage()));
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
            run.events()));
    run.best()
        .forEach((chain, block) ->
            out.println(line(chain, block, Optional.ofNullable(run.finalised().get(chain)))));
    run.bugs()
        .forEach((node, bug) -> {
          out.println(node + " died of a bug; please report it with the seed:");
          bug.printStackTrace(out);
        });
    out.flush();
    return run.bugs().isEmpty() ? 0 : Main.FAILED;
  }

  private static String line(String chain, BlockRef best, Optional<BlockRef> finalised) {
    return String.format(
        Locale.ROOT,
        "%-14s best %5d %s  finalised %5s",
        chain,
        best.number(),
        best.hash(),
        finalised.map(block -> String.valueOf(block.number())).orElse("none"));
  }
}
