package io.braid.network.connection;

import io.braid.network.framing.ByteQueue;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.multistream.MultistreamDialer;
import io.braid.network.multistream.MultistreamListener;
import io.braid.network.multistream.Negotiation;
import io.braid.network.noise.NoiseHandshake;
import io.braid.network.noise.NoiseStep;
import io.braid.network.noise.NoiseTransport;
import io.braid.network.yamux.YamuxLimits;
import io.braid.network.yamux.YamuxSession;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One side of a connection. First both agree on Noise, then on who they are, then on yamux; from
 * then on everything is substreams. Whatever the peer sends leads to events, at worst to {@link
 * ConnectionEvent.Broken}; nothing is thrown. For one thread.
 */
public final class Connection {
  /** From the first byte to {@link ConnectionEvent.Established}. */
  public static final long HANDSHAKE_TIMEOUT_MILLIS = 10_000;

  private static final String NOISE = "/noise";
  private static final String YAMUX = "/yamux/1.0.0";

  /** What the bytes that come mean. */
  private sealed interface Phase {
    /** Agreeing on {@code /noise}, and later, encrypted, on yamux. */
    record Dialling(MultistreamDialer dialer, boolean encrypted) implements Phase {}

    record Listening(MultistreamListener listener, boolean encrypted) implements Phase {}

    record Shaking(NoiseHandshake handshake) implements Phase {}

    record Open(Substreams substreams) implements Phase {}

    record Over() implements Phase {}
  }

  private final ConnectionSetup setup;
  private final ByteQueue wire = new ByteQueue();
  private final ByteQueue plain = new ByteQueue();
  private final List<Bytes> outbox = new ArrayList<>();
  private final long deadline;
  private long now;
  private Phase phase;
  private Optional<NoiseTransport> transport = Optional.empty();
  private Optional<PeerIdentity> peer = Optional.empty();

  public Connection(ConnectionSetup setup, long nowMillis) {
    this.setup = setup;
    now = nowMillis;
    deadline = nowMillis + HANDSHAKE_TIMEOUT_MILLIS;
    phase = negotiate(NOISE, false);
  }

  private Phase negotiate(String protocol, boolean encrypted) {
    if (!setup.dialer()) {
      return new Phase.Listening(new MultistreamListener(protocol::equals), encrypted);
    }
    MultistreamDialer dialer = new MultistreamDialer(List.of(protocol));
    send(dialer.greeting());
    return new Phase.Dialling(dialer, encrypted);
  }

  /** Who is at the other end, once that is proved. */
  public Optional<PeerIdentity> peer() {
    return peer;
  }

  /** Who was dialled; nothing when the peer dialled. */
  public Optional<PeerIdentity> expected() {
    return setup.expected();
  }

  /** Where the peer seems to be. */
  public Optional<Multiaddress> remote() {
    return setup.remote();
  }

  public boolean isDialer() {
    return setup.dialer();
  }

  // What came

  /** Bytes came from the socket. */
  public List<ConnectionEvent> receive(byte[] bytes, int from, int count) {
    List<ConnectionEvent> events = new ArrayList<>();
    if (phase instanceof Phase.Over) {
      return events;
    }
    wire.append(bytes, from, count);
    boolean more = true;
    while (more) {
      more =
          decrypt(events)
              && switch (phase) {
                case Phase.Dialling(MultistreamDialer dialer, boolean encrypted) ->
                    onNegotiation(dialer.receive(encrypted ? plain : wire), encrypted, events);
                case Phase.Listening(MultistreamListener listener, boolean encrypted) ->
                    onNegotiation(listener.receive(encrypted ? plain : wire), encrypted, events);
                case Phase.Shaking(NoiseHandshake handshake) ->
                    onNoise(handshake.receive(wire), events);
                case Phase.Open(Substreams substreams) -> {
                  substreams.receive(plain, events);
                  yield false;
                }
                case Phase.Over over -> false;
              };
    }
    endWhenBroken(events);
    return events;
  }

  /** Moves what is encrypted and whole to {@link #plain}; false when it was tampered with. */
  private boolean decrypt(List<ConnectionEvent> events) {
    while (transport.isPresent()) {
      switch (transport.get().decrypt(wire)) {
        case NoiseTransport.Opened.Plain(Bytes content) -> plain.append(content);
        case NoiseTransport.Opened.Incomplete incomplete -> {
          return true;
        }
        case NoiseTransport.Opened.Tampered tampered -> {
          events.add(new ConnectionEvent.Broken("expected a message with a valid tag"));
          return false;
        }
      }
    }
    return true;
  }

  private boolean onNegotiation(Negotiation step, boolean encrypted, List<ConnectionEvent> events) {
    return switch (step) {
      case Negotiation.Pending(Bytes send) -> {
        send(send);
        yield false;
      }
      case Negotiation.Failed(String reason) -> {
        events.add(new ConnectionEvent.Broken(reason));
        yield false;
      }
      case Negotiation.Agreed(String protocol, Bytes send) -> {
        send(send);
        phase = encrypted ? openSubstreams(events) : shakeHands();
        yield true;
      }
    };
  }

  private Phase shakeHands() {
    NoiseHandshake handshake = new NoiseHandshake(setup.dialer(), setup.secrets());
    send(handshake.greeting());
    return new Phase.Shaking(handshake);
  }

  private boolean onNoise(NoiseStep step, List<ConnectionEvent> events) {
    return switch (step) {
      case NoiseStep.Pending(Bytes send) -> {
        send(send);
        yield false;
      }
      case NoiseStep.Refused(String reason) -> {
        events.add(new ConnectionEvent.Broken(reason));
        yield false;
      }
      case NoiseStep.Finished finished -> {
        send(finished.send());
        yield onIdentity(finished, events);
      }
    };
  }

  private boolean onIdentity(NoiseStep.Finished finished, List<ConnectionEvent> events) {
    PeerIdentity found = finished.peer();
    if (setup.expected().isPresent() && !setup.expected().get().equals(found)) {
      events.add(
          new ConnectionEvent.Broken(
              "expected peer " + setup.expected().get() + ", found " + found));
      return false;
    }
    peer = Optional.of(found);
    transport = Optional.of(finished.transport());
    phase = negotiate(YAMUX, true);
    return true;
  }

  private Phase openSubstreams(List<ConnectionEvent> events) {
    events.add(new ConnectionEvent.Established(peer.orElseThrow()));
    Substreams substreams =
        new Substreams(
            new YamuxSession(setup.dialer(), YamuxLimits.DEFAULT),
            setup.protocols(),
            () -> setup.about().get().encode(),
            now);
    return new Phase.Open(substreams);
  }

  private void endWhenBroken(List<ConnectionEvent> events) {
    if (!events.isEmpty() && events.getLast() instanceof ConnectionEvent.Broken) {
      phase = new Phase.Over();
    }
  }

  private void send(Bytes bytes) {
    if (!bytes.isEmpty()) {
      outbox.add(transport.isPresent() ? transport.get().encrypt(bytes) : bytes);
    }
  }

  /** Time has passed: what takes too long ends. */
  public List<ConnectionEvent> tick(long nowMillis) {
    now = nowMillis;
    List<ConnectionEvent> events = new ArrayList<>();
    if (phase instanceof Phase.Open(Substreams substreams)) {
      substreams.tick(nowMillis, events);
    } else if (!(phase instanceof Phase.Over) && nowMillis >= deadline) {
      events.add(
          new ConnectionEvent.Broken(
              "expected a handshake within " + HANDSHAKE_TIMEOUT_MILLIS + " ms"));
    }
    endWhenBroken(events);
    return events;
  }

  // What is to be sent

  /** The next bytes for the socket, about as many as asked for; empty when there are none. */
  public Bytes drain(int aboutBytes) {
    if (phase instanceof Phase.Open(Substreams substreams)) {
      send(substreams.drain(aboutBytes));
    }
    Bytes out = Bytes.concat(outbox.toArray(Bytes[]::new));
    outbox.clear();
    return out;
  }

  private Optional<Substreams> substreams() {
    return phase instanceof Phase.Open(Substreams open) ? Optional.of(open) : Optional.empty();
  }

  /** Offers to send notifications; once, until they are closed. */
  public void openNotifications(NotificationProtocol protocol, Bytes handshake) {
    substreams().ifPresent(s -> s.openNotifications(protocol, handshake));
  }

  /** Stops to send and to take notifications. */
  public void closeNotifications(NotificationProtocol protocol) {
    substreams().ifPresent(s -> s.closeNotifications(protocol));
  }

  /** Takes the notifications that were offered. */
  public void accept(int substream, Bytes handshake) {
    substreams().ifPresent(s -> s.accept(substream, handshake));
  }

  public void refuse(int substream) {
    substreams().ifPresent(s -> s.refuse(substream));
  }

  /** Sends a notification; false when it is lost: not open, too large, or too much waits. */
  public boolean notify(NotificationProtocol protocol, Bytes message) {
    return substreams().map(s -> s.notify(protocol, message)).orElse(false);
  }

  /** Asks, and gives the substream that the answer names; nothing when no request is possible. */
  public Optional<Integer> request(RequestProtocol protocol, Bytes request) {
    return substreams().map(s -> s.request(protocol, request));
  }

  /** Answers a request; without a response, refuses it. */
  public void respond(int substream, Optional<Bytes> response) {
    substreams().ifPresent(s -> s.respond(substream, response));
  }
}
