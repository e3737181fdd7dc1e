package io.braid.network.connection;

import io.braid.network.connection.Substream.Stage;
import io.braid.network.connection.Substream.Use;
import io.braid.network.framing.ByteQueue;
import io.braid.network.framing.LengthPrefixed;
import io.braid.network.multistream.MultistreamDialer;
import io.braid.network.multistream.MultistreamListener;
import io.braid.network.multistream.Negotiation;
import io.braid.network.yamux.YamuxEvent;
import io.braid.network.yamux.YamuxSession;
import io.braid.primitives.Bytes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** All substreams of a connection. */
final class Substreams {
  static final String PING = "/ipfs/ping/1.0.0";
  static final String IDENTIFY = "/ipfs/id/1.0.0";

  /** Bytes of messages that are not here as a whole, of all substreams. */
  static final long MAX_BUFFERED_BYTES = 64L << 20;

  /** What a substream has before all are counted: less on every one of them is no danger. */
  private static final int COUNTED_BYTES = 64 << 10;

  /** Notifications of one protocol that wait to be sent; what comes after is lost. */
  static final long MAX_BACKLOG_BYTES = 8L << 20;

  private static final long NEGOTIATION_MILLIS = 10_000;
  private static final long FINISHING_MILLIS = 60_000;
  private static final long PING_PERIOD_MILLIS = 20_000;
  private static final int PING_BYTES = 32;

  private final YamuxSession mux;
  private final NetworkProtocols protocols;
  private final Supplier<Bytes> identification;
  private final Map<Integer, Substream> open = new LinkedHashMap<>();
  private long now;

  // Our pings: when the next is due, and whether the last is unanswered.
  private long nextPing;
  private boolean pingUnanswered;
  private boolean pinging = true;

  Substreams(
      YamuxSession mux,
      NetworkProtocols protocols,
      Supplier<Bytes> identification,
      long nowMillis) {
    this.mux = mux;
    this.protocols = protocols;
    this.identification = identification;
    now = nowMillis;
    nextPing = nowMillis + PING_PERIOD_MILLIS;
    dial(List.of(IDENTIFY), new Use.IdentifyOut(), Bytes.EMPTY, NEGOTIATION_MILLIS);
  }

  // What came

  void receive(ByteQueue plain, List<ConnectionEvent> events) {
    for (YamuxEvent event : mux.receive(plain)) {
      switch (event) {
        case YamuxEvent.Opened(int id) ->
            open.put(
                id,
                new Substream(
                    id,
                    new Use.Listening(new MultistreamListener(this::supports)),
                    now + NEGOTIATION_MILLIS));
        case YamuxEvent.Data(int id, Bytes bytes) -> onData(id, bytes, events);
        case YamuxEvent.HalfClosed(int id) -> onHalfClosed(id, events);
        case YamuxEvent.Reset(int id) -> gone(id, events);
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
    return protocol.equals(PING)
        || protocol.equals(IDENTIFY)
        || protocols.notification(protocol).isPresent()
        || protocols.request(protocol).isPresent();
  }

  private void onData(int id, Bytes bytes, List<ConnectionEvent> events) {
    mux.consumed(id, bytes.size());
    Substream substream = open.get(id);
    if (substream == null || substream.use instanceof Use.Finishing) {
      return;
    }
    substream.in.append(bytes);
    boolean more = true;
    while (more && open.get(id) == substream) {
      more = understand(substream, events);
    }
    if (substream.in.size() > COUNTED_BYTES && bufferedBytes() > MAX_BUFFERED_BYTES) {
      events.add(
          new ConnectionEvent.Broken(
              "expected at most " + MAX_BUFFERED_BYTES + " bytes of unfinished messages"));
    }
  }

  private long bufferedBytes() {
    return open.values().stream().mapToLong(s -> s.in.size()).sum();
  }

  /** Takes one thing from what came; whether there may be more. */
  private boolean understand(Substream s, List<ConnectionEvent> events) {
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
        mux.send(s.id, send);
        return false;
      }
      case Negotiation.Failed(String reason) -> {
        drop(s, events);
        return false;
      }
      case Negotiation.Agreed(String protocol, Bytes send) -> {
        mux.send(s.id, send);
        if (s.use instanceof Use.Dialling(MultistreamDialer d, Use then, Bytes first)) {
          mux.send(s.id, first);
          s.use = then;
          if (then instanceof Use.RequestOut) {
            mux.close(s.id);
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
    if (protocol.equals(PING)) {
      s.use = new Use.PingIn();
      s.deadline = Substream.NEVER;
    } else if (protocol.equals(IDENTIFY)) {
      mux.send(s.id, LengthPrefixed.write(identification.get()));
      finish(s);
    } else if (protocols.notification(protocol).isPresent()) {
      s.use =
          new Use.NotificationsIn(protocols.notification(protocol).orElseThrow(), Stage.HANDSHAKE);
    } else {
      s.use = new Use.RequestIn(protocols.request(protocol).orElseThrow(), false);
    }
  }

  private boolean onPing(Substream s) {
    if (s.in.size() < PING_BYTES) {
      return false;
    }
    if (!mux.send(s.id, s.in.take(PING_BYTES)) || mux.pendingOn(s.id) > MAX_BACKLOG_BYTES) {
      reset(s);
    }
    return true;
  }

  private boolean onPong(Substream s) {
    if (s.in.size() < PING_BYTES) {
      return false;
    }
    s.in.take(PING_BYTES);
    pingUnanswered = false;
    return true;
  }

  private boolean onIdentification(Substream s, List<ConnectionEvent> events) {
    switch (LengthPrefixed.read(s.in, Identification.MAX_BYTES)) {
      case LengthPrefixed.Read.Incomplete incomplete -> {}
      case LengthPrefixed.Read.Refused(String reason) -> reset(s);
      case LengthPrefixed.Read.Message(Bytes message) -> {
        Identification.decode(message)
            .ifPresent(about -> events.add(new ConnectionEvent.Identified(about)));
        mux.close(s.id);
        finish(s);
      }
    }
    return false;
  }

  private boolean onNotificationsIn(
      Substream s, NotificationProtocol protocol, Stage stage, List<ConnectionEvent> events) {
    if (stage == Stage.DECIDING) {
      // What comes before the answer waits; more than one message is against the rules.
      if (s.in.size() > protocol.maxMessageBytes()) {
        drop(s, events);
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
        drop(s, events);
        return false;
      }
      case LengthPrefixed.Read.Message(Bytes message) -> {
        if (!handshake) {
          events.add(new ConnectionEvent.NotificationReceived(protocol, message));
        } else if (hasInbound(protocol, s)) {
          reset(s);
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
    return open.values().stream()
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
      case LengthPrefixed.Read.Refused(String reason) -> drop(s, events);
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
      case LengthPrefixed.Read.Refused(String reason) -> reset(s);
      case LengthPrefixed.Read.Message(Bytes request) -> {
        s.use = new Use.RequestIn(protocol, true);
        s.deadline = now + protocol.timeoutMillis();
        events.add(new ConnectionEvent.RequestReceived(s.id, protocol, request));
      }
    }
    return false;
  }

  private boolean onResponse(Substream s, RequestProtocol protocol, List<ConnectionEvent> events) {
    switch (LengthPrefixed.read(s.in, protocol.maxResponseBytes())) {
      case LengthPrefixed.Read.Incomplete incomplete -> {}
      case LengthPrefixed.Read.Refused(String reason) -> drop(s, events);
      case LengthPrefixed.Read.Message(Bytes response) -> {
        events.add(new ConnectionEvent.ResponseReceived(s.id, Optional.of(response)));
        finish(s);
      }
    }
    return false;
  }

  private void onHalfClosed(int id, List<ConnectionEvent> events) {
    Substream s = open.get(id);
    if (s == null) {
      return;
    }
    switch (s.use) {
      case Use.RequestIn(RequestProtocol p, boolean asked) when asked -> {}
      case Use.Finishing finishing -> open.remove(id);
      case Use.Listening u -> drop(s, events);
      case Use.Dialling u -> drop(s, events);
      case Use.PingIn u -> drop(s, events);
      case Use.PingOut u -> drop(s, events);
      case Use.IdentifyOut u -> drop(s, events);
      case Use.NotificationsIn u -> drop(s, events);
      case Use.NotificationsOut u -> drop(s, events);
      case Use.RequestIn u -> drop(s, events);
      case Use.RequestOut u -> drop(s, events);
    }
  }

  // Ends

  /** Resets a substream and says what that ends. */
  private void drop(Substream s, List<ConnectionEvent> events) {
    mux.reset(s.id);
    gone(s.id, events);
  }

  private void reset(Substream s) {
    mux.reset(s.id);
    forget(s.id);
  }

  private void finish(Substream s) {
    mux.close(s.id);
    s.in.takeAll();
    s.use = new Use.Finishing();
    s.deadline = now + FINISHING_MILLIS;
  }

  private Optional<Substream> forget(int id) {
    return Optional.ofNullable(open.remove(id));
  }

  private void gone(int id, List<ConnectionEvent> events) {
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
      case Use.PingOut ping -> {
        pinging = false;
        pingUnanswered = false;
      }
      case Use.Listening u -> {}
      case Use.Dialling u -> {}
      case Use.PingIn u -> {}
      case Use.IdentifyOut u -> {}
      case Use.RequestIn u -> {}
      case Use.Finishing u -> {}
    }
  }

  /** Ends what takes too long, and pings. */
  void tick(long nowMillis, List<ConnectionEvent> events) {
    now = nowMillis;
    for (Substream s : List.copyOf(open.values())) {
      if (now >= s.deadline) {
        drop(s, events);
      }
    }
    if (pinging && now >= nextPing) {
      if (pingUnanswered) {
        events.add(
            new ConnectionEvent.Broken("expected a pong within " + PING_PERIOD_MILLIS + " ms"));
        return;
      }
      nextPing = now + PING_PERIOD_MILLIS;
      ping();
    }
  }

  private void ping() {
    pingUnanswered = true;
    Bytes payload = Bytes.wrap(new byte[PING_BYTES]);
    Optional<Substream> mine =
        open.values().stream().filter(s -> s.use instanceof Use.PingOut).findFirst();
    if (mine.isPresent()) {
      mux.send(mine.get().id, payload);
    } else {
      Substream made = dial(List.of(PING), new Use.PingOut(), payload, NEGOTIATION_MILLIS);
      made.deadline = Substream.NEVER;
    }
  }

  // What is to be sent

  Bytes drain(int aboutBytes) {
    return mux.drain(aboutBytes);
  }

  private Substream dial(List<String> names, Use then, Bytes first, long timeoutMillis) {
    MultistreamDialer dialer = new MultistreamDialer(names);
    int id = mux.open();
    Substream made = new Substream(id, new Use.Dialling(dialer, then, first), now + timeoutMillis);
    open.put(id, made);
    mux.send(id, dialer.greeting());
    return made;
  }

  void openNotifications(NotificationProtocol protocol, Bytes handshake) {
    if (outbound(protocol).isEmpty()) {
      dial(
          protocol.names(),
          new Use.NotificationsOut(protocol, Stage.HANDSHAKE),
          LengthPrefixed.write(handshake),
          NEGOTIATION_MILLIS);
    }
  }

  void closeNotifications(NotificationProtocol protocol) {
    outbound(protocol).ifPresent(this::reset);
    for (Substream s : List.copyOf(open.values())) {
      if (s.use instanceof Use.NotificationsIn(NotificationProtocol p, Stage stage)
          && p.equals(protocol)) {
        reset(s);
      }
    }
  }

  private Optional<Substream> outbound(NotificationProtocol protocol) {
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

  void accept(int id, Bytes handshake) {
    Substream s = open.get(id);
    if (s != null
        && s.use instanceof Use.NotificationsIn(NotificationProtocol protocol, Stage stage)
        && stage == Stage.DECIDING) {
      s.use = new Use.NotificationsIn(protocol, Stage.OPEN);
      mux.send(id, LengthPrefixed.write(handshake));
    }
  }

  void refuse(int id) {
    Optional.ofNullable(open.get(id)).ifPresent(this::reset);
  }

  boolean notify(NotificationProtocol protocol, Bytes message) {
    Optional<Substream> s = outbound(protocol);
    return s.isPresent()
        && s.get().use instanceof Use.NotificationsOut(NotificationProtocol p, Stage stage)
        && stage == Stage.OPEN
        && message.size() <= protocol.maxMessageBytes()
        && mux.pendingOn(s.get().id) + message.size() <= MAX_BACKLOG_BYTES
        && mux.send(s.get().id, LengthPrefixed.write(message));
  }

  int request(RequestProtocol protocol, Bytes request) {
    return dial(
            protocol.names(),
            new Use.RequestOut(protocol),
            LengthPrefixed.write(request),
            protocol.timeoutMillis())
        .id;
  }

  void respond(int id, Optional<Bytes> response) {
    Substream s = open.get(id);
    if (s == null || !(s.use instanceof Use.RequestIn(RequestProtocol protocol, boolean asked))) {
      return;
    }
    boolean sent =
        response.isPresent()
            && response.get().size() <= protocol.maxResponseBytes()
            && mux.send(id, LengthPrefixed.write(response.get()));
    if (sent) {
      finish(s);
    } else {
      reset(s);
    }
  }
}
