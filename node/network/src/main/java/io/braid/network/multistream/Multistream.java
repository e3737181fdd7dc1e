package io.braid.network.multistream;

import io.braid.network.framing.ByteQueue;
import io.braid.network.framing.LengthPrefixed;
import io.braid.primitives.Bytes;
import java.util.Optional;

/** What dialers and listeners share: a message is a line behind its length. */
final class Multistream {
  static final String HEADER = "/multistream/1.0.0";
  static final String NOT_AVAILABLE = "na";

  /** Protocol names with a genesis hash have about 90 bytes. */
  static final int MAX_LINE_BYTES = 1_024;

  /** A line that came. */
  sealed interface Line {
    record Text(String text) implements Line {}

    record Incomplete() implements Line {}

    record Refused(String reason) implements Line {}
  }

  private Multistream() {}

  static Line read(ByteQueue from) {
    return switch (LengthPrefixed.read(from, MAX_LINE_BYTES)) {
      case LengthPrefixed.Read.Incomplete incomplete -> new Line.Incomplete();
      case LengthPrefixed.Read.Refused(String reason) -> new Line.Refused(reason);
      case LengthPrefixed.Read.Message(Bytes content) ->
          content.isEmpty() || content.get(content.size() - 1) != '\n'
              ? new Line.Refused("expected a line that ends in a line feed")
              : new Line.Text(content.slice(0, content.size() - 1).toUtf8());
    };
  }

  static Bytes write(String line) {
    return LengthPrefixed.write(Bytes.utf8(line + "\n"));
  }

  /** The outcome for a line that is none. */
  static Optional<Negotiation> stopAt(Line line) {
    return switch (line) {
      case Line.Text text -> Optional.empty();
      case Line.Incomplete incomplete -> Optional.of(new Negotiation.Pending(Bytes.EMPTY));
      case Line.Refused(String reason) -> Optional.of(new Negotiation.Failed(reason));
    };
  }
}
