package io.braid.cli;

import io.braid.cli.chain.ChainSpecCommand;
import io.braid.cli.chain.ImportBlocks;
import io.braid.cli.key.KeyCommand;
import io.braid.cli.node.Defaults;
import io.braid.cli.node.NodeCommand;
import io.braid.rpc.node.NodeIdentity;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The command {@code braid}. */
@Command(
    name = "braid",
    description = "A relay chain and its parachains, on the JVM.",
    mixinStandardHelpOptions = true,
    version = "braid " + NodeIdentity.VERSION,
    subcommands = {
      UpCommand.class,
      SimulateCommand.class,
      NodeCommand.class,
      ChainSpecCommand.class,
      ImportBlocks.class,
      KeyCommand.class
    })
public final class Main {
  static final int FAILED = 1;
  static final int WRONG = 2;

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    CommandLine command = new CommandLine(new Main());
    command.setParameterExceptionHandler(Main::wrongParameters);
    command.setExecutionExceptionHandler(Main::failed);
    if (arguments.length == 0) {
      command.usage(command.getErr());
      return WRONG;
    }
    CommandLine chosen = command.getSubcommands().get(arguments[0]);
    if (chosen != null && chosen.getCommand() instanceof NodeCommand) {
      try {
        Defaults.install(chosen, List.of(arguments), System.getenv());
      } catch (Refusal refusal) {
        return refused(refusal, command);
      }
    }
    return command.execute(arguments);
  }

  private static int wrongParameters(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    command
        .getErr()
        .println(
            "braid: "
                + e.getMessage()
                + "; see "
                + command.getCommandSpec().qualifiedName()
                + " --help");
    return WRONG;
  }

  private static int refused(Refusal refusal, CommandLine command) {
    refusal.lines().forEach(line -> command.getErr().println("braid: " + line));
    return WRONG;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    if (e instanceof Refusal refusal) {
      return refused(refusal, command);
    }
    command.getErr().println("braid: " + e);
    return FAILED;
  }
}
