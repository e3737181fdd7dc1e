package io.braid.cli.key;

import io.braid.cli.Refusal;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.crypto.keys.SecretUriResolved;
import io.braid.crypto.ss58.Ss58;
import io.braid.crypto.ss58.Ss58Decoded;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code braid key inspect}. */
@Command(
    name = "inspect",
    aliases = "inspect-key",
    description = "Shows the account of a secret URI, an address, or a public key.",
    mixinStandardHelpOptions = true)
final class InspectKey implements Runnable {
  @Parameters(
      arity = "0..1",
      paramLabel = "URI",
      description = "A secret URI or an address, or a file that holds one; asked for without.")
  private Optional<String> uri = Optional.empty();

  @Option(names = "--public", description = "The URI is a public key in hexadecimal.")
  private boolean isPublic;

  @Mixin private Scheme scheme = new Scheme();
  @Mixin private KeyDescription description = new KeyDescription();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    String text = Scheme.uri(uri);
    if (isPublic) {
      Bytes key = publicKey(text, scheme.get());
      description.open(out, KeyDescription.Kind.PUBLIC_KEY, text, key, KeyPair.accountOf(key), 42);
    } else if (Ss58.decode(text) instanceof Ss58Decoded.Address(int prefix, AccountId account)) {
      description.open(out, KeyDescription.Kind.ADDRESS, text, account.bytes(), account, prefix);
    } else {
      SecretUriResolved.Found found = scheme.resolve(text);
      KeyDescription.Kind kind =
          text.contains(" ") && !text.contains("/")
              ? KeyDescription.Kind.PHRASE
              : KeyDescription.Kind.SECRET_URI;
      description.secret(out, kind, text, found.pair(), found.seed());
    }
  }

  /** Reads a public key of a scheme: 32 bytes, or 33 for ECDSA. */
  static Bytes publicKey(String text, KeyScheme scheme) {
    int size = scheme == KeyScheme.ECDSA ? 33 : 32;
    try {
      Bytes key = Bytes.fromHex(text);
      if (key.size() == size) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // refused below
    }
    throw new Refusal(
        "expected a public key of " + size + " bytes in hexadecimal, found '" + text + "'");
  }
}
