package io.braid.cli;

import io.braid.devnet.Devnet;
import io.braid.devnet.definition.DefinitionFile;
import io.braid.devnet.definition.DefinitionResult;
import io.braid.devnet.definition.NetworkDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The network file that a command names. */
final class NetworkFile {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The network to run; default: networks/quickstart.toml.")
  private Optional<Path> file = Optional.empty();

  /** The file, if one was given. */
  Optional<Path> file() {
    return file;
  }

  NetworkDefinition read() {
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
}
