package io.braid.network.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.braid.network.framing.ByteQueue;
import io.braid.network.framing.LengthPrefixed;
import io.braid.network.multistream.MultistreamDialer;
import io.braid.network.yamux.YamuxLimits;
import io.braid.network.yamux.YamuxSession;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an authenticated peer may send that is no protocol: below the encryption, thousands of
 * times.
 */
class SubstreamsFuzzTest {
  private static final NotificationProtocol NEWS =
      new NotificationProtocol(List.of("/x/news/1"), 16, 1_000);
  private static final RequestProtocol ECHO =
      new RequestProtocol(List.of("/x/echo/1"), 1_000, 1_000, 5_000);

  private static Substreams substreams(boolean client) {
    return new Substreams(
        new YamuxSession(client, YamuxLimits.DEFAULT),
        new NetworkProtocols(List.of(NEWS), List.of(ECHO)),
        () -> Bytes.utf8("who"),
        0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void mutatedFramesAreRefusedOrUnderstoodNeverThrown(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 1_500; run++) {
      byte[] sent = conversation(random);
      for (int flips = random.nextInt(8); flips >= 0; flips--) {
        sent[random.nextInt(sent.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Bytes piece = Bytes.wrap(sent).slice(0, random.nextInt(sent.length + 1));
      assertThatCode(() -> feed(piece, random))
          .as("seed %d, run %d", seed, run)
          .doesNotThrowAnyException();
    }
  }

  private static void feed(Bytes bytes, Random random) {
    Substreams target = substreams(false);
    ByteQueue in = new ByteQueue();
    List<ConnectionEvent> events = new ArrayList<>();
    int at = 0;
    while (at < bytes.size()) {
      int end = Math.min(bytes.size(), at + 1 + random.nextInt(200));
      in.append(bytes.slice(at, end));
      at = end;
      target.receive(in, events);
      if (!events.isEmpty() && events.getLast() instanceof ConnectionEvent.Broken) {
        return;
      }
      for (ConnectionEvent event : List.copyOf(events)) {
        if (event instanceof ConnectionEvent.NotificationsOffered offered) {
          target.accept(offered.substream(), Bytes.EMPTY);
        }
      }
      events.clear();
      target.drain(1 << 16);
    }
    target.tick(1_000_000, events);
  }

  /** What a proper peer sends in a while. */
  private static byte[] conversation(Random random) {
    Substreams peer = substreams(true);
    peer.openNotifications(NEWS, Bytes.utf8("hi"));
    Bytes noise = Bytes.wrap(new byte[random.nextInt(900)]);
    peer.request(ECHO, noise);
    List<ConnectionEvent> events = new ArrayList<>();
    Substreams answering = substreams(false);
    Bytes all = Bytes.EMPTY;
    for (int turn = 0; turn < 4; turn++) {
      Bytes forward = peer.drain(1 << 16);
      all = Bytes.concat(all, forward);
      ByteQueue there = new ByteQueue();
      there.append(forward);
      answering.receive(there, events);
      for (ConnectionEvent event : List.copyOf(events)) {
        if (event instanceof ConnectionEvent.NotificationsOffered offered) {
          answering.accept(offered.substream(), Bytes.EMPTY);
        }
      }
      events.clear();
      ByteQueue back = new ByteQueue();
      back.append(answering.drain(1 << 16));
      peer.receive(back, events);
      peer.notify(NEWS, noise);
      events.clear();
    }
    return all.toArray();
  }

  @Test
  void messagesThatNeverEndCostNoMoreThanTheirBound() {
    RequestProtocol large = new RequestProtocol(List.of("/x/large/1"), 1 << 20, 1_000, 5_000);
    Substreams target =
        new Substreams(
            new YamuxSession(false, YamuxLimits.DEFAULT),
            new NetworkProtocols(List.of(), List.of(large)),
            () -> Bytes.EMPTY,
            0);
    YamuxSession peer = new YamuxSession(true, YamuxLimits.DEFAULT);
    Bytes unfinished =
        Bytes.concat(
            new MultistreamDialer(large.names()).greeting(),
            LengthPrefixed.varint(1 << 20),
            Bytes.wrap(new byte[(1 << 20) - 1]));
    List<ConnectionEvent> events = new ArrayList<>();
    int sent = 0;
    while (events.isEmpty()) {
      assertThat(++sent).isLessThanOrEqualTo(64);
      assertThat(peer.send(peer.open(), unfinished)).isTrue();
      boolean more = true;
      while (more && events.isEmpty()) {
        Bytes forward = peer.drain(1 << 16);
        ByteQueue there = new ByteQueue();
        there.append(forward);
        target.receive(there, events);
        ByteQueue back = new ByteQueue();
        back.append(target.drain(1 << 16));
        more = !forward.isEmpty() || !back.isEmpty();
        peer.receive(back);
      }
    }
    assertThat(sent).isEqualTo(64);
    assertThat(events).hasOnlyElementsOfType(ConnectionEvent.Broken.class);
  }
}
