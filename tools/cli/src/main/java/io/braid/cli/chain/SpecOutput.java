package io.braid.cli.chain;

import io.braid.cli.Refusal;
import io.braid.devnet.BuiltRuntimes;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.wasm.CompiledCodeCache;
import io.braid.service.Execution;
import io.braid.service.chainspec.ChainSpec;
import io.braid.service.chainspec.ChainSpec.GenesisSource;
import io.braid.service.chainspec.ChainSpecJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a specification goes. */
final class SpecOutput {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Where to write it; standard output without.")
  private Optional<Path> file = Optional.empty();

  static ChainSpec raw(ChainSpec spec) {
    Execution execution =
        Execution.of(ExecutionStrategy.AUTO, BuiltRuntimes.natives(), CompiledCodeCache.NONE);
    return spec.withGenesis(new GenesisSource.Raw(Chains.genesis(spec, execution.runtimes())));
  }

  void write(ChainSpec spec, PrintWriter out) {
    String json = ChainSpecJson.write(spec);
    if (file.isEmpty()) {
      out.println(json);
      out.flush();
      return;
    }
    try {
      Files.writeString(file.get(), json);
    } catch (IOException e) {
      throw new Refusal("cannot write " + file.get() + ": name a file in a folder that exists");
    }
  }
}
