package io.braid.cli.chain;

import io.braid.cli.RuntimeOptions;
import io.braid.executor.Executor;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code braid chain-spec convert}. */
@Command(
    name = "convert",
    description = "Writes the raw form of a specification, which every node understands.",
    mixinStandardHelpOptions = true)
final class ConvertSpec implements Runnable {
  @Parameters(paramLabel = "CHAIN", description = "A specification's file, or a preset.")
  private String chain = "";

  @Mixin private SpecOutput output = new SpecOutput();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    Executor executor = new RuntimeOptions().execution(InstantSource.system()).runtimes();
    output.write(
        SpecOutput.raw(Chains.find(chain, executor), executor), spec.commandLine().getOut());
  }
}
