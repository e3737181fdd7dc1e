package io.braid.cli.key;

import io.braid.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How keys on disk are opened. */
public final class KeystoreOptions {
  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The file that holds the keystore's password.")
  private Optional<Path> passwordFile = Optional.empty();

  /** The password, without the line's end. */
  public Optional<String> password() {
    return passwordFile.map(file -> {
      try {
        String password = Files.readString(file).stripTrailing();
        if (password.isEmpty()) {
          throw new Refusal("expected a password in " + file + ", found nothing");
        }
        return password;
      } catch (IOException e) {
        throw new Refusal("cannot read the password file " + file + ": name a file that exists");
      }
    });
  }
}
