package io.braid.cli;

import io.braid.consensus.chain.StatePruning;
import io.braid.devnet.BuiltRuntimes;
import io.braid.executor.ExecutionStrategy;
import io.braid.service.Execution;
import io.braid.storage.CompiledCodeFolder;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Option;

/** How nodes run runtimes, and which states they keep. */
public final class RuntimeOptions {
  /** Parachains read the states of relay blocks that are a little older than the final one. */
  private static final int LEAST_STATES = 16;

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

  /** The same options, for a command line. */
  public List<String> arguments() {
    return List.of("--execution", execution, "--state-pruning", statePruning);
  }

  /** What runs code: all built runtimes natively where that is wanted, compiled code is kept. */
  public Execution execution(InstantSource clock) {
    return Execution.of(
        strategy(), BuiltRuntimes.natives(), new CompiledCodeFolder(Folders.compiledCode(), clock));
  }

  public ExecutionStrategy strategy() {
    return switch (execution) {
      case "native" -> ExecutionStrategy.NATIVE;
      case "wasm" -> ExecutionStrategy.WASM;
      case "auto" -> ExecutionStrategy.AUTO;
      default ->
          throw new Refusal(
              "expected native, wasm or auto after --execution, found '" + execution + "'");
    };
  }

  public StatePruning pruning() {
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
