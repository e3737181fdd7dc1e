package io.braid.network.connection;

import io.braid.network.connection.Substream.Stage;
import io.braid.network.connection.Substream.Use;
import io.braid.network.framing.ByteQueue;
import io.braid.network.framing.LengthPrefixed;
import io.braid.network.multistream.MultistreamListener;
import io.braid.network.yamux.YamuxEvent;
import io.braid.network.yamux.YamuxSession;
import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** All substreams of a connection. */
final class Substreams {
  static final String IDENTIFY = "/ipfs/id/1.0.0";

  /** Bytes of messages that are not here as a whole, of all substreams. */
  static final long MAX_BUFFERED_BYTES = 64L << 20;

  /** What a substream has before all are counted: less on every one of them is no danger. */
  private static final int COUNTED_BYTES = 64 << 10;

  /** Notifications of one protocol that wait to be sent; what comes after is lost. */
  static final long MAX_BACKLOG_BYTES = 8L << 20;

  private final SubstreamTable table;
  private final NetworkProtocols protocols;
  private final SubstreamReader reader;
  private final Pinger pinger;

  Substreams(
      YamuxSession mux,
      NetworkProtocols protocols,
      Supplier<Bytes> identification,
      long nowMillis) {
    this.protocols = protocols;
    table = new SubstreamTable(mux, nowMillis);
    pinger = new Pinger(table);
    reader = new SubstreamReader(table, protocols, identification, pinger);
    table.dial(
        List.of(IDENTIFY), new Use.IdentifyOut(), Bytes.EMPTY, SubstreamTable.NEGOTIATION_MILLIS);
  }

  // What came

  void receive(ByteQueue plain, List<ConnectionEvent> events) {
    for (YamuxEvent event : table.mux.receive(plain)) {
      switch (event) {
        case YamuxEvent.Opened(int id) -> table.listen(id, new MultistreamListener(this::supports));
        case YamuxEvent.Data(int id, Bytes bytes) -> onData(id, bytes, events);
        case YamuxEvent.HalfClosed(int id) -> onHalfClosed(id, events);
        case YamuxEvent.Reset(int id) -> table.gone(id, events);
        case YamuxEvent.GoneAway(int code) ->
            events.add(new ConnectionEvent.Broken("the peer goes away with code " + code));
        case YamuxEvent.Broken(String reason) -> events.add(new ConnectionEvent.Broken(reason));
      }
      if (!events.isEmpty() && events.getLast() instanceof ConnectionEvent.Broken) {
        return;
      }
    }
  }

  private boolean supports(String protocol) {
    return protocol.equals(Pinger.PROTOCOL)
        || protocol.equals(IDENTIFY)
        || protocols.notification(protocol).isPresent()
        || protocols.request(protocol).isPresent();
  }

  private void onData(int id, Bytes bytes, List<ConnectionEvent> events) {
    table.mux.consumed(id, bytes.size());
    Optional<Substream> found = table.find(id);
    if (found.isEmpty() || found.get().use instanceof Use.Finishing) {
      return;
    }
    Substream substream = found.get();
    substream.in.append(bytes);
    boolean more = true;
    while (more && table.holds(substream)) {
      more = reader.understand(substream, events);
    }
    if (substream.in.size() > COUNTED_BYTES && table.bufferedBytes() > MAX_BUFFERED_BYTES) {
      events.add(
          new ConnectionEvent.Broken(
              "expected at most " + MAX_BUFFERED_BYTES + " bytes of unfinished messages"));
    }
  }

  private void onHalfClosed(int id, List<ConnectionEvent> events) {
    Optional<Substream> found = table.find(id);
    if (found.isEmpty()) {
      return;
    }
    Substream s = found.get();
    switch (s.use) {
      case Use.RequestIn(RequestProtocol p, boolean asked) when asked -> {}
      case Use.Finishing finishing -> table.forget(id);
      case Use.Listening u -> table.drop(s, events);
      case Use.Dialling u -> table.drop(s, events);
      case Use.PingIn u -> table.drop(s, events);
      case Use.PingOut u -> table.drop(s, events);
      case Use.IdentifyOut u -> table.drop(s, events);
      case Use.NotificationsIn u -> table.drop(s, events);
      case Use.NotificationsOut u -> table.drop(s, events);
      case Use.RequestIn u -> table.drop(s, events);
      case Use.RequestOut u -> table.drop(s, events);
    }
  }

  /** Ends what takes too long, and pings. */
  void tick(long nowMillis, List<ConnectionEvent> events) {
    table.overdue(nowMillis).forEach(s -> table.drop(s, events));
    pinger.tick().ifPresent(reason -> events.add(new ConnectionEvent.Broken(reason)));
  }

  // What is to be sent

  Bytes drain(int aboutBytes) {
    return table.mux.drain(aboutBytes);
  }

  void openNotifications(NotificationProtocol protocol, Bytes handshake) {
    if (table.outbound(protocol).isEmpty()) {
      table.dial(
          protocol.names(),
          new Use.NotificationsOut(protocol, Stage.HANDSHAKE),
          LengthPrefixed.write(handshake),
          SubstreamTable.NEGOTIATION_MILLIS);
    }
  }

  void closeNotifications(NotificationProtocol protocol) {
    table.outbound(protocol).ifPresent(table::reset);
    for (Substream s : table.all()) {
      if (s.use instanceof Use.NotificationsIn(NotificationProtocol p, Stage stage)
          && p.equals(protocol)) {
        table.reset(s);
      }
    }
  }

  void accept(int id, Bytes handshake) {
    Optional<Substream> s = table.find(id);
    if (s.isPresent()
        && s.get().use instanceof Use.NotificationsIn(NotificationProtocol protocol, Stage stage)
        && stage == Stage.DECIDING) {
      s.get().use = new Use.NotificationsIn(protocol, Stage.OPEN);
      table.mux.send(id, LengthPrefixed.write(handshake));
    }
  }

  void refuse(int id) {
    table.find(id).ifPresent(table::reset);
  }

  boolean notify(NotificationProtocol protocol, Bytes message) {
    Optional<Substream> s = table.outbound(protocol);
    return s.isPresent()
        && s.get().use instanceof Use.NotificationsOut(NotificationProtocol p, Stage stage)
        && stage == Stage.OPEN
        && message.size() <= protocol.maxMessageBytes()
        && table.mux.pendingOn(s.get().id) + message.size() <= MAX_BACKLOG_BYTES
        && table.mux.send(s.get().id, LengthPrefixed.write(message));
  }

  int request(RequestProtocol protocol, Bytes request) {
    return table.dial(
            protocol.names(),
            new Use.RequestOut(protocol),
            LengthPrefixed.write(request),
            protocol.timeoutMillis())
        .id;
  }

  void respond(int id, Optional<Bytes> response) {
    Optional<Substream> found = table.find(id);
    if (found.isEmpty()
        || !(found.get().use instanceof Use.RequestIn(RequestProtocol protocol, boolean asked))) {
      return;
    }
    Substream s = found.get();
    boolean sent =
        response.isPresent()
            && response.get().size() <= protocol.maxResponseBytes()
            && table.mux.send(id, LengthPrefixed.write(response.get()));
    if (sent) {
      table.finish(s);
    } else {
      table.reset(s);
    }
  }
}
