package io.braid.cli.chain;

import io.braid.cli.Refusal;
import io.braid.executor.Executor;
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

  /** The same chain with its state. */
  static ChainSpec raw(ChainSpec spec, Executor executor) {
    return spec.withGenesis(new GenesisSource.Raw(Chains.genesis(spec, executor)));
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
