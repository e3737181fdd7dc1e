package io.braid.network.connection;

import io.braid.network.connection.Substream.Stage;
import io.braid.network.connection.Substream.Use;
import io.braid.network.multistream.MultistreamDialer;
import io.braid.network.multistream.MultistreamListener;
import io.braid.network.yamux.YamuxSession;
import io.braid.primitives.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The substreams that are open, and how they begin and end. */
final class SubstreamTable {
  static final long NEGOTIATION_MILLIS = 10_000;
  private static final long FINISHING_MILLIS = 60_000;

  final YamuxSession mux;
  private final Map<Integer, Substream> open = new LinkedHashMap<>();
  private long now;

  SubstreamTable(YamuxSession mux, long nowMillis) {
    this.mux = mux;
    now = nowMillis;
  }

  long now() {
    return now;
  }

  /** Time has passed; gives the substreams that take too long. */
  List<Substream> overdue(long nowMillis) {
    now = nowMillis;
    return open.values().stream().filter(s -> now >= s.deadline).toList();
  }

  Optional<Substream> find(int id) {
    return Optional.ofNullable(open.get(id));
  }

  List<Substream> all() {
    return List.copyOf(open.values());
  }

  boolean holds(Substream s) {
    return open.get(s.id) == s;
  }

  /** Bytes of messages that are not here as a whole. */
  long bufferedBytes() {
    return open.values().stream().mapToLong(s -> s.in.size()).sum();
  }

  /** The peer opened a substream. */
  void listen(int id, MultistreamListener listener) {
    open.put(id, new Substream(id, new Use.Listening(listener), now + NEGOTIATION_MILLIS));
  }

  /**
   * Opens a substream.
   *
   * @param first what to send once the protocol is agreed
   */
  Substream dial(List<String> names, Use then, Bytes first, long timeoutMillis) {
    MultistreamDialer dialer = new MultistreamDialer(names);
    int id = mux.open();
    Substream made = new Substream(id, new Use.Dialling(dialer, then, first), now + timeoutMillis);
    open.put(id, made);
    mux.send(id, dialer.greeting());
    return made;
  }

  /** The substream on which this side sends notifications, or wants to. */
  Optional<Substream> outbound(NotificationProtocol protocol) {
    for (Substream s : open.values()) {
      Use use =
          s.use instanceof Use.Dialling(MultistreamDialer d, Use then, Bytes first) ? then : s.use;
      if (use instanceof Use.NotificationsOut(NotificationProtocol p, Stage stage)
          && p.equals(protocol)) {
        return Optional.of(s);
      }
    }
    return Optional.empty();
  }

  /** Resets a substream and says what that ends. */
  void drop(Substream s, List<ConnectionEvent> events) {
    mux.reset(s.id);
    gone(s.id, events);
  }

  /** Resets a substream whose end nobody need hear of. */
  void reset(Substream s) {
    mux.reset(s.id);
    forget(s.id);
  }

  /** Says no more on a substream; what still comes is passed over. */
  void finish(Substream s) {
    mux.close(s.id);
    s.in.takeAll();
    s.use = new Use.Finishing();
    s.deadline = now + FINISHING_MILLIS;
  }

  /** Forgets a substream that the peer or this side ended. */
  Optional<Substream> forget(int id) {
    return Optional.ofNullable(open.remove(id));
  }

  /** Forgets a substream and says what that ends. */
  void gone(int id, List<ConnectionEvent> events) {
    Optional<Substream> forgotten = forget(id);
    if (forgotten.isEmpty()) {
      return;
    }
    Use use =
        forgotten.get().use instanceof Use.Dialling(MultistreamDialer d, Use then, Bytes first)
            ? then
            : forgotten.get().use;
    switch (use) {
      case Use.NotificationsOut(NotificationProtocol protocol, Stage stage) ->
          events.add(new ConnectionEvent.NotificationsClosed(protocol));
      case Use.NotificationsIn(NotificationProtocol protocol, Stage stage) -> {
        if (stage != Stage.HANDSHAKE) {
          events.add(new ConnectionEvent.NotificationsEnded(protocol));
        }
      }
      case Use.RequestOut(RequestProtocol protocol) ->
          events.add(new ConnectionEvent.ResponseReceived(id, Optional.empty()));
      case Use.PingOut u -> {}
      case Use.Listening u -> {}
      case Use.Dialling u -> {}
      case Use.PingIn u -> {}
      case Use.IdentifyOut u -> {}
      case Use.RequestIn u -> {}
      case Use.Finishing u -> {}
    }
  }
}
