package io.braid.network.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.network.identity.PeerIdentity;
import io.braid.network.noise.NoiseSecrets;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two connections whose bytes the test carries, whole, in pieces, or damaged. */
class ConnectionTest {
  private static final NotificationProtocol NEWS =
      new NotificationProtocol(List.of("/x/news/1", "/old/news/1"), 16, 1_000);
  private static final RequestProtocol ECHO =
      new RequestProtocol(List.of("/x/echo/1"), 1_000, 2 << 20, 5_000);
  private static final NetworkProtocols ALL = new NetworkProtocols(List.of(NEWS), List.of(ECHO));

  private final Connection dialer = connection(true, 1, Optional.empty(), ALL);
  private final Connection listener = connection(false, 2, Optional.empty(), ALL);
  private final List<ConnectionEvent> atDialer = new ArrayList<>();
  private final List<ConnectionEvent> atListener = new ArrayList<>();

  private static Ed25519KeyPair key(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return Ed25519KeyPair.fromSeed(bytes);
  }

  private static PeerIdentity id(int seed) {
    return PeerIdentity.ofKey(key(seed).publicKey());
  }

  private static Connection connection(
      boolean dials, int seed, Optional<PeerIdentity> expected, NetworkProtocols protocols) {
    byte[] secret = new byte[64];
    new Random(seed).nextBytes(secret);
    Bytes secrets = Bytes.wrap(secret);
    Ed25519KeyPair key = key(seed);
    return new Connection(
        new ConnectionSetup(
            dials,
            expected,
            new NoiseSecrets(key, secrets.slice(0, 32), secrets.slice(32)),
            protocols,
            () ->
                new Identification(
                    key.publicKey(), "test", List.of(), protocols.names(), Optional.empty()),
            Optional.empty()),
        0);
  }

  /** Carries bytes both ways until nobody has any, in pieces of at most {@code piece} bytes. */
  private void exchange(Connection first, Connection second, int piece) {
    boolean more = true;
    while (more) {
      more = carry(first, second, atListener, piece) | carry(second, first, atDialer, piece);
    }
  }

  private static boolean carry(
      Connection from, Connection to, List<ConnectionEvent> events, int piece) {
    byte[] bytes = from.drain(1 << 16).toArray();
    for (int at = 0; at < bytes.length; at += piece) {
      events.addAll(to.receive(bytes, at, Math.min(piece, bytes.length - at)));
    }
    return bytes.length > 0;
  }

  private static <T extends ConnectionEvent> T only(List<ConnectionEvent> events, Class<T> type) {
    List<T> found = events.stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).as(events.toString()).hasSize(1);
    return found.getFirst();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1 << 20})
  void bothLearnWhoTheOtherIsWhateverThePieces(int piece) {
    exchange(dialer, listener, piece);
    assertThat(only(atDialer, ConnectionEvent.Established.class).peer()).isEqualTo(id(2));
    assertThat(only(atListener, ConnectionEvent.Established.class).peer()).isEqualTo(id(1));
    assertThat(only(atDialer, ConnectionEvent.Identified.class).about().protocols())
        .containsExactlyElementsOf(ALL.names());
  }

  @Test
  void aPeerThatIsNotTheOneDialledIsRefused() {
    Connection picky = connection(true, 3, Optional.of(id(9)), ALL);
    exchange(picky, listener, 1 << 20);
    assertThat(atDialer).hasOnlyElementsOfType(ConnectionEvent.Broken.class);
  }

  @Test
  void requestsAreAnsweredRefusedAndTimeOut() {
    exchange(dialer, listener, 1 << 20);
    int asked = dialer.request(ECHO, Bytes.utf8("question")).orElseThrow();
    exchange(dialer, listener, 1 << 20);
    var request = only(atListener, ConnectionEvent.RequestReceived.class);
    assertThat(request.request()).isEqualTo(Bytes.utf8("question"));
    Bytes large = Bytes.wrap(new byte[2 << 20]);
    listener.respond(request.substream(), Optional.of(large));
    exchange(dialer, listener, 1 << 20);
    assertThat(only(atDialer, ConnectionEvent.ResponseReceived.class))
        .isEqualTo(new ConnectionEvent.ResponseReceived(asked, Optional.of(large)));

    atDialer.clear();
    atListener.clear();
    int refused = dialer.request(ECHO, Bytes.EMPTY).orElseThrow();
    exchange(dialer, listener, 1 << 20);
    listener.respond(
        only(atListener, ConnectionEvent.RequestReceived.class).substream(), Optional.empty());
    exchange(dialer, listener, 1 << 20);
    assertThat(only(atDialer, ConnectionEvent.ResponseReceived.class))
        .isEqualTo(new ConnectionEvent.ResponseReceived(refused, Optional.empty()));

    int late = dialer.request(ECHO, Bytes.EMPTY).orElseThrow();
    exchange(dialer, listener, 1 << 20);
    assertThat(dialer.tick(4_999)).isEmpty();
    assertThat(dialer.tick(5_000))
        .containsExactly(new ConnectionEvent.ResponseReceived(late, Optional.empty()));
  }

  @Test
  void notificationsFlowAfterBothHandshakesUnderTheOldNameToo() {
    NotificationProtocol old = new NotificationProtocol(List.of("/old/news/1"), 16, 1_000);
    Connection veteran =
        connection(true, 4, Optional.empty(), new NetworkProtocols(List.of(old), List.of()));
    exchange(veteran, listener, 1 << 20);
    veteran.openNotifications(old, Bytes.utf8("hi"));
    assertThat(veteran.notify(old, Bytes.utf8("too early"))).isFalse();
    exchange(veteran, listener, 1 << 20);
    var offered = only(atListener, ConnectionEvent.NotificationsOffered.class);
    assertThat(offered.handshake()).isEqualTo(Bytes.utf8("hi"));
    listener.accept(offered.substream(), Bytes.utf8("hello"));
    exchange(veteran, listener, 1 << 20);
    assertThat(only(atDialer, ConnectionEvent.NotificationsOpened.class).handshake())
        .isEqualTo(Bytes.utf8("hello"));
    assertThat(veteran.notify(old, Bytes.utf8("news"))).isTrue();
    assertThat(veteran.notify(old, Bytes.wrap(new byte[1_001]))).isFalse();
    exchange(veteran, listener, 1 << 20);
    assertThat(only(atListener, ConnectionEvent.NotificationReceived.class).message())
        .isEqualTo(Bytes.utf8("news"));
    veteran.closeNotifications(old);
    exchange(veteran, listener, 1 << 20);
    only(atListener, ConnectionEvent.NotificationsEnded.class);
  }

  @Test
  void whoRefusesNotificationsOrDoesNotKnowThemIsToldApartFromNobody() {
    exchange(dialer, listener, 1 << 20);
    dialer.openNotifications(NEWS, Bytes.EMPTY);
    exchange(dialer, listener, 1 << 20);
    listener.refuse(only(atListener, ConnectionEvent.NotificationsOffered.class).substream());
    NotificationProtocol unknown = new NotificationProtocol(List.of("/y/1"), 16, 16);
    dialer.openNotifications(unknown, Bytes.EMPTY);
    exchange(dialer, listener, 1 << 20);
    assertThat(atDialer)
        .contains(
            new ConnectionEvent.NotificationsClosed(NEWS),
            new ConnectionEvent.NotificationsClosed(unknown));
  }

  @Test
  void aSilentPeerIsGivenUp() {
    assertThat(dialer.tick(Connection.HANDSHAKE_TIMEOUT_MILLIS - 1)).isEmpty();
    assertThat(dialer.tick(Connection.HANDSHAKE_TIMEOUT_MILLIS))
        .hasOnlyElementsOfType(ConnectionEvent.Broken.class);
    assertThat(dialer.tick(Connection.HANDSHAKE_TIMEOUT_MILLIS + 1)).isEmpty();
  }

  @Test
  void aPeerThatDoesNotAnswerPingsIsGivenUp() {
    exchange(dialer, listener, 1 << 20);
    assertThat(dialer.tick(20_000)).isEmpty();
    exchange(dialer, listener, 1 << 20);
    assertThat(dialer.tick(40_000)).isEmpty();
    assertThat(dialer.tick(60_000)).hasOnlyElementsOfType(ConnectionEvent.Broken.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void damagedBytesEndTheConnectionAndNothingElse(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 400; run++) {
      Connection one = connection(true, 1, Optional.empty(), ALL);
      Connection two = connection(false, 2, Optional.empty(), ALL);
      int damage = random.nextInt(8);
      assertThatCode(
              () -> {
                for (int turn = 0; turn < 8; turn++) {
                  byte[] forward = one.drain(1 << 16).toArray();
                  if (turn == damage && forward.length > 0) {
                    damage(forward, random);
                  }
                  two.receive(forward, 0, forward.length);
                  byte[] back = two.drain(1 << 16).toArray();
                  if (turn + 4 == damage && back.length > 0) {
                    damage(back, random);
                  }
                  one.receive(back, 0, back.length);
                }
              })
          .as("seed %d, run %d", seed, run)
          .doesNotThrowAnyException();
    }
  }

  private static void damage(byte[] bytes, Random random) {
    for (int flips = random.nextInt(6); flips >= 0; flips--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
  }
}
