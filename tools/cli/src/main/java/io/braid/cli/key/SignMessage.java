package io.braid.cli.key;

import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code braid key sign}. */
@Command(
    name = "sign",
    description = "Signs a message, and writes the signature in hexadecimal.",
    mixinStandardHelpOptions = true)
final class SignMessage implements Runnable {
  @Option(
      names = "--suri",
      paramLabel = "URI",
      description = "The secret URI, or a file that holds it; asked for without.")
  private Optional<String> suri = Optional.empty();

  @Mixin private Scheme scheme = new Scheme();
  @Mixin private Message message = new Message();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    byte[] text = message.get();
    spec.commandLine()
        .getOut()
        .println(
            scheme
                .resolve(Scheme.uri(suri))
                .pair()
                .sign(text, new SecureRandom()::nextBytes)
                .hex());
  }
}
