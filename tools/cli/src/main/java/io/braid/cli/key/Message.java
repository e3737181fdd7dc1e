package io.braid.cli.key;

import io.braid.cli.Refusal;
import io.braid.primitives.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The message that is signed. */
final class Message {
  @Option(
      names = "--message",
      paramLabel = "TEXT",
      description = "The message; read from standard input without.")
  private Optional<String> message = Optional.empty();

  @Option(names = "--hex", description = "The message is in hexadecimal.")
  private boolean hex;

  byte[] get() {
    try {
      byte[] given =
          message.isPresent()
              ? message.get().getBytes(StandardCharsets.UTF_8)
              : System.in.readAllBytes();
      return hex
          ? Bytes.fromHex(new String(given, StandardCharsets.UTF_8).strip()).toArray()
          : given;
    } catch (IllegalArgumentException e) {
      throw new Refusal("expected a message in hexadecimal behind --hex: " + e.getMessage());
    } catch (IOException e) {
      throw new Refusal("cannot read the message from standard input: " + e.getMessage());
    }
  }
}
