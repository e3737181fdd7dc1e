package io.braid.cli;

import io.braid.devnet.Devnet;
import io.braid.devnet.definition.DefinitionFile;
import io.braid.devnet.definition.DefinitionResult;
import io.braid.devnet.definition.NetworkDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The network file that a command names, and where compiled code is kept. */
final class NetworkFile {
  private NetworkFile() {}

  /**
   * @param file without it, the quickstart network
   */
  static NetworkDefinition read(Optional<Path> file) {
    Path path = file.orElseGet(NetworkFile::quickstart);
    String text;
    try {
      text = Files.readString(path);
    } catch (IOException e) {
      throw new Refusal("cannot read the network file " + path + ": name a file that exists");
    }
    return switch (DefinitionFile.read(
        path.toString(), text, Devnet.RELAY_RUNTIMES, Devnet.PARACHAIN_RUNTIMES)) {
      case DefinitionResult.Accepted accepted -> accepted.definition();
      case DefinitionResult.Refused refused ->
          throw new Refusal(refused.problems().stream().map(Object::toString).toList());
    };
  }

  /** The launcher names the project's folder; without one, the working directory has to do. */
  private static Path quickstart() {
    return Path.of(System.getProperty("braid.home", "."), "networks", "quickstart.toml");
  }

  /** In the user's cache folder, as the XDG base directory specification has it. */
  static Path compiledCode() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("braid").resolve("compiled");
  }
}
