package io.braid.cli.key;

import io.braid.cli.Refusal;
import io.braid.crypto.bip39.Mnemonic;
import io.braid.crypto.keys.SecretUriResolved;
import io.braid.primitives.Bytes;
import java.security.SecureRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code braid key generate}. */
@Command(name = "generate", description = "Makes a random key.", mixinStandardHelpOptions = true)
final class GenerateKey implements Runnable {
  @Option(
      names = {"-w", "--words"},
      paramLabel = "12|15|18|21|24",
      defaultValue = "12",
      description = "How many words its phrase has; default: ${DEFAULT-VALUE}.")
  private int words = 12;

  @Mixin private Scheme scheme = new Scheme();
  @Mixin private KeyDescription description = new KeyDescription();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    if (words < 12 || words > 24 || words % 3 != 0) {
      throw new Refusal("expected 12, 15, 18, 21 or 24 after --words, found " + words);
    }
    byte[] entropy = new byte[words / 3 * 4];
    new SecureRandom().nextBytes(entropy);
    String phrase = new Mnemonic(Bytes.wrap(entropy)).phrase();
    SecretUriResolved.Found found = scheme.resolve(phrase);
    description.secret(
        spec.commandLine().getOut(),
        KeyDescription.Kind.PHRASE,
        phrase,
        found.pair(),
        found.seed());
  }
}
