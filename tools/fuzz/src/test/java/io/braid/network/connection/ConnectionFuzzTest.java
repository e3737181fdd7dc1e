package io.braid.network.connection;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.fuzz.Bounds;
import io.braid.network.framing.ByteQueue;
import io.braid.network.noise.NoiseSecrets;
import io.braid.network.yamux.YamuxLimits;
import io.braid.network.yamux.YamuxSession;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A whole connection, before and, below the encryption, behind its handshake. */
class ConnectionFuzzTest {
  static final NotificationProtocol NEWS =
      new NotificationProtocol(List.of("/x/news/1"), 16, 1_000);
  static final RequestProtocol ECHO =
      new RequestProtocol(List.of("/x/echo/1"), 1_000, 1_000, 5_000);
  private static final NetworkProtocols PROTOCOLS =
      new NetworkProtocols(List.of(NEWS), List.of(ECHO));
  static final int PIECE = 100;

  /** What its answers may add up to. */
  private static final long PER_BYTE = 16_384;

  private static Connection connection(boolean dialer) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) 1);
    Bytes key = Bytes.wrap(secret);
    NoiseSecrets secrets = new NoiseSecrets(Ed25519KeyPair.fromSeed(secret), key, key);
    return new Connection(
        new ConnectionSetup(
            dialer,
            Optional.empty(),
            secrets,
            PROTOCOLS,
            () -> new Identification(key, "", List.of(), List.of(), Optional.empty()),
            Optional.empty()),
        0);
  }

  static Substreams substreams(boolean client) {
    return new Substreams(
        new YamuxSession(client, YamuxLimits.DEFAULT), PROTOCOLS, () -> Bytes.utf8("who"), 0);
  }

  /** Multistream and the Noise handshake; the first byte says who dialled. */
  @FuzzTest
  void aHandshakeGoesOnOrEnds(byte[] input) {
    if (input.length > 0) {
      Bounds.check(
          input.length,
          PER_BYTE,
          () -> {
            Connection connection = connection(input[0] % 2 == 0);
            for (int at = 1; at < input.length; at += PIECE) {
              connection.receive(input, at, Math.min(PIECE, input.length - at));
              connection.drain(1 << 16);
            }
            connection.tick(1_000_000);
          });
    }
  }

  /** Yamux, the substreams' multistream, identify, ping, notifications and requests. */
  @FuzzTest
  void substreamsAreUnderstoodOrEnd(byte[] input) {
    Bounds.check(
        input.length,
        PER_BYTE,
        () -> {
          Substreams target = substreams(false);
          ByteQueue in = new ByteQueue();
          List<ConnectionEvent> events = new ArrayList<>();
          target.request(ECHO, Bytes.utf8("?"));
          target.openNotifications(NEWS, Bytes.utf8("hi"));
          for (int at = 0; at < input.length; at += PIECE) {
            in.append(input, at, Math.min(PIECE, input.length - at));
            target.receive(in, events);
            if (!events.isEmpty() && events.getLast() instanceof ConnectionEvent.Broken) {
              return;
            }
            react(target, List.copyOf(events));
            events.clear();
            target.drain(1 << 16);
          }
          target.tick(1_000_000, events);
        });
  }

  static void react(Substreams target, List<ConnectionEvent> events) {
    for (ConnectionEvent event : events) {
      if (event instanceof ConnectionEvent.NotificationsOffered offered) {
        target.accept(offered.substream(), Bytes.EMPTY);
      } else if (event instanceof ConnectionEvent.RequestReceived asked) {
        target.respond(asked.substream(), Optional.of(asked.request()));
      }
    }
  }

  @FuzzTest
  void anIdentificationIsReadOrRefused(byte[] input) {
    Bounds.check(
        input.length,
        4_096,
        () -> Identification.decode(Bytes.wrap(input)).ifPresent(Identification::encode));
  }
}
