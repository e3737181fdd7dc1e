package io.braid.network.connection;

import io.braid.network.connection.Substream.Stage;
import io.braid.network.connection.Substream.Use;
import io.braid.network.framing.LengthPrefixed;
import io.braid.network.multistream.MultistreamDialer;
import io.braid.network.multistream.MultistreamListener;
import io.braid.network.multistream.Negotiation;
import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Understands what comes on substreams, message by message. */
final class SubstreamReader {
  private final SubstreamTable table;
  private final NetworkProtocols protocols;
  private final Supplier<Bytes> identification;
  private final Pinger pinger;

  /**
   * @param identification what to tell of this node
   */
  SubstreamReader(
      SubstreamTable table,
      NetworkProtocols protocols,
      Supplier<Bytes> identification,
      Pinger pinger) {
    this.table = table;
    this.protocols = protocols;
    this.identification = identification;
    this.pinger = pinger;
  }

  /** Takes one thing from what came; whether there may be more. */
  boolean understand(Substream s, List<ConnectionEvent> events) {
    return switch (s.use) {
      case Use.Listening(MultistreamListener listener) ->
          onNegotiation(s, listener.receive(s.in), events);
      case Use.Dialling(MultistreamDialer dialer, Use then, Bytes first) ->
          onNegotiation(s, dialer.receive(s.in), events);
      case Use.PingIn ping -> onPing(s);
      case Use.PingOut ping -> onPong(s);
      case Use.IdentifyOut identify -> onIdentification(s, events);
      case Use.NotificationsIn(NotificationProtocol protocol, Stage stage) ->
          onNotificationsIn(s, protocol, stage, events);
      case Use.NotificationsOut(NotificationProtocol protocol, Stage stage) ->
          onNotificationsOut(s, protocol, stage, events);
      case Use.RequestIn(RequestProtocol protocol, boolean asked) ->
          onRequest(s, protocol, asked, events);
      case Use.RequestOut(RequestProtocol protocol) -> onResponse(s, protocol, events);
      case Use.Finishing finishing -> {
        s.in.takeAll();
        yield false;
      }
    };
  }

  private boolean onNegotiation(Substream s, Negotiation step, List<ConnectionEvent> events) {
    switch (step) {
      case Negotiation.Pending(Bytes send) -> {
        table.mux.send(s.id, send);
        return false;
      }
      case Negotiation.Failed(String reason) -> {
        table.drop(s, events);
        return false;
      }
      case Negotiation.Agreed(String protocol, Bytes send) -> {
        table.mux.send(s.id, send);
        if (s.use instanceof Use.Dialling(MultistreamDialer d, Use then, Bytes first)) {
          table.mux.send(s.id, first);
          s.use = then;
          if (then instanceof Use.RequestOut) {
            table.mux.close(s.id);
          }
        } else {
          serve(s, protocol);
        }
        return true;
      }
    }
  }

  /** Begins what the peer opened a substream for. */
  private void serve(Substream s, String protocol) {
    if (protocol.equals(Pinger.PROTOCOL)) {
      s.use = new Use.PingIn();
      s.deadline = Substream.NEVER;
    } else if (protocol.equals(Substreams.IDENTIFY)) {
      table.mux.send(s.id, LengthPrefixed.write(identification.get()));
      table.finish(s);
    } else if (protocols.notification(protocol).isPresent()) {
      s.use =
          new Use.NotificationsIn(protocols.notification(protocol).orElseThrow(), Stage.HANDSHAKE);
    } else {
      s.use = new Use.RequestIn(protocols.request(protocol).orElseThrow(), false);
    }
  }

  private boolean onPing(Substream s) {
    if (s.in.size() < Pinger.PING_BYTES) {
      return false;
    }
    if (!table.mux.send(s.id, s.in.take(Pinger.PING_BYTES))
        || table.mux.pendingOn(s.id) > Substreams.MAX_BACKLOG_BYTES) {
      table.reset(s);
    }
    return true;
  }

  private boolean onPong(Substream s) {
    if (s.in.size() < Pinger.PING_BYTES) {
      return false;
    }
    s.in.take(Pinger.PING_BYTES);
    pinger.onPong();
    return true;
  }

  private boolean onIdentification(Substream s, List<ConnectionEvent> events) {
    switch (LengthPrefixed.read(s.in, Identification.MAX_BYTES)) {
      case LengthPrefixed.Read.Incomplete incomplete -> {}
      case LengthPrefixed.Read.Refused(String reason) -> table.reset(s);
      case LengthPrefixed.Read.Message(Bytes message) -> {
        Identification.decode(message)
            .ifPresent(about -> events.add(new ConnectionEvent.Identified(about)));
        table.mux.close(s.id);
        table.finish(s);
      }
    }
    return false;
  }

  private boolean onNotificationsIn(
      Substream s, NotificationProtocol protocol, Stage stage, List<ConnectionEvent> events) {
    if (stage == Stage.DECIDING) {
      // What comes before the answer waits; more than one message is against the rules.
      if (s.in.size() > protocol.maxMessageBytes()) {
        table.drop(s, events);
      }
      return false;
    }
    boolean handshake = stage == Stage.HANDSHAKE;
    int max = handshake ? protocol.maxHandshakeBytes() : protocol.maxMessageBytes();
    switch (LengthPrefixed.read(s.in, max)) {
      case LengthPrefixed.Read.Incomplete incomplete -> {
        return false;
      }
      case LengthPrefixed.Read.Refused(String reason) -> {
        table.drop(s, events);
        return false;
      }
      case LengthPrefixed.Read.Message(Bytes message) -> {
        if (!handshake) {
          events.add(new ConnectionEvent.NotificationReceived(protocol, message));
        } else if (hasInbound(protocol, s)) {
          table.reset(s);
        } else {
          s.use = new Use.NotificationsIn(protocol, Stage.DECIDING);
          s.deadline = Substream.NEVER;
          events.add(new ConnectionEvent.NotificationsOffered(s.id, protocol, message));
        }
        return true;
      }
    }
  }

  private boolean hasInbound(NotificationProtocol protocol, Substream except) {
    return table.all().stream()
        .anyMatch(s ->
            s != except
                && s.use instanceof Use.NotificationsIn(NotificationProtocol p, Stage stage)
                && p.equals(protocol)
                && stage != Stage.HANDSHAKE);
  }

  private boolean onNotificationsOut(
      Substream s, NotificationProtocol protocol, Stage stage, List<ConnectionEvent> events) {
    if (stage == Stage.OPEN) {
      s.in.takeAll(); // a receiver has nothing to say after its handshake
      return false;
    }
    switch (LengthPrefixed.read(s.in, protocol.maxHandshakeBytes())) {
      case LengthPrefixed.Read.Incomplete incomplete -> {}
      case LengthPrefixed.Read.Refused(String reason) -> table.drop(s, events);
      case LengthPrefixed.Read.Message(Bytes handshake) -> {
        s.use = new Use.NotificationsOut(protocol, Stage.OPEN);
        s.deadline = Substream.NEVER;
        events.add(new ConnectionEvent.NotificationsOpened(protocol, handshake));
      }
    }
    return false;
  }

  private boolean onRequest(
      Substream s, RequestProtocol protocol, boolean asked, List<ConnectionEvent> events) {
    if (asked) {
      s.in.takeAll();
      return false;
    }
    switch (LengthPrefixed.read(s.in, protocol.maxRequestBytes())) {
      case LengthPrefixed.Read.Incomplete incomplete -> {}
      case LengthPrefixed.Read.Refused(String reason) -> table.reset(s);
      case LengthPrefixed.Read.Message(Bytes request) -> {
        s.use = new Use.RequestIn(protocol, true);
        s.deadline = table.now() + protocol.timeoutMillis();
        events.add(new ConnectionEvent.RequestReceived(s.id, protocol, request));
      }
    }
    return false;
  }

  private boolean onResponse(Substream s, RequestProtocol protocol, List<ConnectionEvent> events) {
    switch (LengthPrefixed.read(s.in, protocol.maxResponseBytes())) {
      case LengthPrefixed.Read.Incomplete incomplete -> {}
      case LengthPrefixed.Read.Refused(String reason) -> table.drop(s, events);
      case LengthPrefixed.Read.Message(Bytes response) -> {
        events.add(new ConnectionEvent.ResponseReceived(s.id, Optional.of(response)));
        table.finish(s);
      }
    }
    return false;
  }
}
