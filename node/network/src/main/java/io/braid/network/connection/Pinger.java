package io.braid.network.connection;

import io.braid.network.connection.Substream.Use;
import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Optional;

/** Finds out whether the peer is still there. A peer that does not know pings is left alone. */
final class Pinger {
  static final String PROTOCOL = "/ipfs/ping/1.0.0";
  static final int PING_BYTES = 32;
  private static final long PERIOD_MILLIS = 20_000;

  private final SubstreamTable table;
  private long next;
  private Optional<Substream> substream = Optional.empty();
  private boolean unanswered;
  private boolean unknown;

  Pinger(SubstreamTable table) {
    this.table = table;
    next = table.now() + PERIOD_MILLIS;
  }

  /**
   * Pings when it is time; the reason to end the connection when the last ping was not answered.
   */
  Optional<String> tick() {
    if (substream.isPresent() && !table.holds(substream.get())) {
      unknown = true;
    }
    if (unknown || table.now() < next) {
      return Optional.empty();
    }
    if (unanswered) {
      return Optional.of("expected a pong within " + PERIOD_MILLIS + " ms");
    }
    next = table.now() + PERIOD_MILLIS;
    unanswered = true;
    Bytes payload = Bytes.wrap(new byte[PING_BYTES]);
    if (substream.isPresent()) {
      table.mux.send(substream.get().id, payload);
    } else {
      Substream made = table.dial(List.of(PROTOCOL), new Use.PingOut(), payload, PERIOD_MILLIS);
      made.deadline = Substream.NEVER;
      substream = Optional.of(made);
    }
    return Optional.empty();
  }

  void onPong() {
    unanswered = false;
  }
}
