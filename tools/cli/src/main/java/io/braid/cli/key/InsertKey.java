package io.braid.cli.key;

import io.braid.cli.Refusal;
import io.braid.crypto.keys.KeyPair;
import io.braid.storage.keys.KeystoreFolder;
import io.braid.storage.keys.KeystoreRefused;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code braid key insert}. */
@Command(
    name = "insert",
    description = "Puts a key into a node's keystore.",
    mixinStandardHelpOptions = true)
final class InsertKey implements Runnable {
  @Option(
      names = "--suri",
      paramLabel = "URI",
      description = "The secret URI, or a file that holds it; asked for without.")
  private Optional<String> suri = Optional.empty();

  @Option(
      names = "--key-type",
      required = true,
      paramLabel = "TYPE",
      description = "What the key is for, such as babe, gran or aura.")
  private String keyType = "";

  @Option(
      names = "--keystore-path",
      required = true,
      paramLabel = "DIR",
      description = "The keystore's folder; a node's is DATA/chains/ID/keystore.")
  private Path folder = Path.of("");

  @Option(
      names = "--unencrypted",
      description = "Write the secret as it is; whoever can read the file has the key.")
  private boolean unencrypted;

  @Mixin private Scheme scheme = new Scheme();
  @Mixin private KeystoreOptions keystore = new KeystoreOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    if (keyType.length() != 4 || !keyType.chars().allMatch(c -> c > 32 && c < 127)) {
      throw new Refusal("expected four characters after --key-type, found '" + keyType + "'");
    }
    Optional<String> password = keystore.password();
    if (password.isEmpty() != unencrypted) {
      throw new Refusal(
          "expected either --password-file, which encrypts the key, or --unencrypted");
    }
    String uri = Scheme.uri(suri);
    KeyPair pair = scheme.resolve(uri).pair();
    try {
      KeystoreFolder.open(folder, password, new SecureRandom()::nextBytes)
          .insert(keyType, pair, uri);
    } catch (KeystoreRefused e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
    spec.commandLine()
        .getOut()
        .println(folder.resolve(KeystoreFolder.name(keyType, pair.publicKey())));
  }
}
