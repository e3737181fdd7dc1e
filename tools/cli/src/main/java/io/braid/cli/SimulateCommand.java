package io.braid.cli;

import io.braid.consensus.chain.BlockRef;
import io.braid.devnet.GenesisRefused;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.simulation.Faults;
import io.braid.simulation.SimulatedDefinitions;
import io.braid.simulation.SimulationRun;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code braid simulate}: a network on simulated time, from a seed, on one thread. */
@Command(
    name = "simulate",
    description = {
      "Runs a whole network on simulated time, from a seed: the same seed gives the same blocks.",
      "With --faults it also goes wrong, by the seed: what honest nodes call final is compared at"
          + " every step, and after the last fault every chain must go on."
    },
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  private static final String LOG_LEVEL = "BRAID_LOG";
  private static final int DEFAULT_SECONDS = 300;
  private static final int MAX_SECONDS = 1_000_000;
  private static final int MAX_VALIDATORS = 1_000;
  private static final int MAX_PARAS = 100;
  private static final String FOREVER = "forever";
  private static final JsonMapper JSON = new JsonMapper();

  @Mixin private NetworkFile network = new NetworkFile();

  @Option(
      names = "--validators",
      paramLabel = "NUMBER",
      description = "Run so many validators instead of a network file.")
  private Optional<Integer> validators = Optional.empty();

  @Option(
      names = "--paras",
      paramLabel = "NUMBER",
      description = "Beside --validators: so many parachains of the template; default: none.")
  private Optional<Integer> paras = Optional.empty();

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description =
          "Decides every delay, every fault and every key's nonces; default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--seeds",
      paramLabel = "NUMBER|forever",
      defaultValue = "1",
      description =
          "Run so many seeds, from --seed on, until one fails: forever when nothing else ends it;"
              + " default: ${DEFAULT-VALUE}.")
  private String seeds = "1";

  @Option(
      names = "--seconds",
      paramLabel = "NUMBER",
      description = "How much time goes by in the simulation; default: 300.")
  private Optional<Integer> seconds = Optional.empty();

  @Option(
      names = "--blocks",
      paramLabel = "NUMBER",
      description = "Instead of --seconds: the slots of so many relay blocks.")
  private Optional<Integer> blocks = Optional.empty();

  @Option(
      names = "--faults",
      paramLabel = "SPEC",
      defaultValue = "none",
      description =
          "What goes wrong: none, rough, or a list of latency=MIN..MAX (ms), loss=N (of 1000),"
              + " partitions=N, crashes=N, skew=N (ms), twins=N (validators that run twice with"
              + " the same keys), byzantine=N (up to N validators, less than a third of all, that"
              + " attack as the seed says) and their attacks by name: garbage=N (back what is"
              + " invalid, with a collator that makes it), approving=N, disputing=N,"
              + " withholding=N, flooding=N, and the collators lazy=N and censoring=N;"
              + " default: ${DEFAULT-VALUE}.")
  private String faults = "none";

  @Option(names = "--json", description = "Print one JSON object a seed.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Faults what =
        switch (Faults.parse(faults)) {
          case Faults.Parsed.Accepted(Faults accepted) -> accepted;
          case Faults.Parsed.Refused(String reason) -> throw new Refusal("--faults: " + reason);
        };
    checkNumbers();
    if (System.getenv(LOG_LEVEL) == null) {
      // What nodes warn of is what the faults are for.
      System.setProperty(LOG_LEVEL, "ERROR");
    }
    NetworkDefinition definition = definition();
    Duration time = time(definition);
    for (long each = seed; each - seed < count(); each++) {
      if (!isSound(definition, each, time, what)) {
        return Main.FAILED;
      }
    }
    return 0;
  }

  private NetworkDefinition definition() {
    if (validators.isEmpty()) {
      if (paras.isPresent()) {
        throw new Refusal("expected --validators beside --paras");
      }
      return network.read();
    }
    require(validators.get(), 2, MAX_VALIDATORS, "--validators");
    paras.ifPresent(count -> require(count, 0, MAX_PARAS, "--paras"));
    return SimulatedDefinitions.of(validators.get(), paras.orElse(0));
  }

  private void checkNumbers() {
    if (blocks.isPresent() && seconds.isPresent()) {
      throw new Refusal("expected --seconds or --blocks, found both");
    }
    blocks.ifPresent(count -> require(count, 1, MAX_SECONDS, "--blocks"));
    seconds.ifPresent(count -> require(count, 1, MAX_SECONDS, "--seconds"));
    count();
  }

  /** How many seeds to run. */
  private long count() {
    if (seeds.equals(FOREVER)) {
      return Long.MAX_VALUE;
    }
    if (!seeds.matches("[1-9][0-9]{0,8}")) {
      throw new Refusal("expected 1 to 999999999 or " + FOREVER + " after --seeds, found " + seeds);
    }
    return Long.parseLong(seeds);
  }

  private Duration time(NetworkDefinition definition) {
    return blocks
        .map(count -> Duration.ofMillis(count * definition.relayChain().slotDurationMillis()))
        .orElseGet(() -> Duration.ofSeconds(seconds.orElse(DEFAULT_SECONDS)));
  }

  private static void require(int number, int min, int max, String option) {
    if (number < min || number > max) {
      throw new Refusal(
          "expected " + min + " to " + max + " after " + option + ", found " + number);
    }
  }

  private boolean isSound(NetworkDefinition definition, long each, Duration time, Faults what) {
    PrintWriter out = spec.commandLine().getOut();
    long start = System.nanoTime();
    SimulationRun run;
    try {
      run =
          SimulationRun.of(
              definition, Folders.compiledCode(), each, time, what, gone -> told(each, gone, time));
    } catch (GenesisRefused e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
    double took = (System.nanoTime() - start) / 1e9;
    if (json) {
      ObjectNode object = object(run, each, time, what, took);
      if (!run.isSound()) {
        object.put("again", again(each, time, what));
      }
      out.println(object);
    } else {
      print(out, run, each, time, what, took);
      if (!run.isSound()) {
        out.println("to see it again: " + again(each, time, what));
      }
    }
    out.flush();
    return run.isSound();
  }

  /** A long run says how far it is, where somebody looks. */
  private void told(long each, Duration gone, Duration time) {
    if (System.console() != null && !json) {
      System.err.printf(
          Locale.ROOT,
          "\rseed %d: %d of %d s%s",
          each,
          gone.toSeconds(),
          time.toSeconds(),
          gone.equals(time) ? "\r\033[K" : "");
    }
  }

  private String again(long each, Duration time, Faults what) {
    List<String> words = new ArrayList<>(List.of("braid simulate"));
    validators.ifPresentOrElse(
        count -> words.add("--validators " + count + " --paras " + paras.orElse(0)),
        () -> network.file().ifPresent(file -> words.add(file.toString())));
    words.add("--seconds " + time.toSeconds());
    words.add("--seed " + each);
    words.add("--faults " + what);
    return String.join(" ", words);
  }

  private static void print(
      PrintWriter out, SimulationRun run, long each, Duration time, Faults what, double took) {
    out.println(
        String.format(
            Locale.ROOT,
            "seed %d: %d s of simulated time in %.1f s (%.1f times real time), %,d events",
            each,
            time.toSeconds(),
            took,
            time.toMillis() / 1e3 / took,
            run.events()));
    run.best()
        .forEach((chain, block) ->
            out.println(line(chain, block, Optional.ofNullable(run.finalised().get(chain)))));
    if (!what.equals(Faults.NONE)) {
      run.best()
          .keySet()
          .forEach(chain ->
              run.recovered(chain)
                  .ifPresent(after ->
                      out.println(
                          String.format(
                              Locale.ROOT,
                              "%-14s final again %.1f s after the last fault, at %d s",
                              chain,
                              after.toMillis() / 1e3,
                              run.calmAfter().toSeconds()))));
    }
    run.roles().forEach((node, attack) -> out.println(node + " was " + attack.word()));
    run.harm().forEach((deed, count) -> out.println(deed + ": " + count));
    if (run.judged() > 0) {
      out.println(run.judged() + " final candidates checked again: valid, their data at hand");
    }
    run.violations().forEach(violation -> out.println("WRONG: " + violation));
    run.bugs()
        .forEach((node, bug) -> {
          out.println(node + " died of a bug; please report it with the seed:");
          bug.printStackTrace(out);
        });
  }

  private static ObjectNode object(
      SimulationRun run, long each, Duration time, Faults what, double took) {
    ObjectNode object =
        JSON.createObjectNode()
            .put("seed", each)
            .put("seconds", time.toSeconds())
            .put("faults", what.toString())
            .put("tookSeconds", Math.round(took * 10) / 10.0)
            .put("events", run.events())
            .put("sound", run.isSound());
    ObjectNode chains = object.putObject("chains");
    run.best()
        .forEach((chain, block) -> {
          ObjectNode about =
              chains
                  .putObject(chain)
                  .put("best", block.number())
                  .put("bestHash", block.hash().hex());
          Optional.ofNullable(run.finalised().get(chain))
              .ifPresent(last -> about.put("finalised", last.number()));
          run.recovered(chain)
              .ifPresent(after -> about.put("finalAgainAfterMillis", after.toMillis()));
        });
    ObjectNode roles = object.putObject("byzantine");
    run.roles().forEach((node, attack) -> roles.put(node, attack.word()));
    ObjectNode harm = object.putObject("harm");
    run.harm().forEach(harm::put);
    object.put("judged", run.judged());
    run.violations().forEach(object.putArray("violations")::add);
    run.bugs().forEach((node, bug) -> object.withObject("/bugs").put(node, String.valueOf(bug)));
    return object;
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
