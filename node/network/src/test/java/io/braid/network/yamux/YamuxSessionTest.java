package io.braid.network.yamux;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.network.framing.ByteQueue;
import io.braid.primitives.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Frames written by hand from HashiCorp's specification of yamux. */
class YamuxSessionTest {
  private static final int WINDOW = YamuxSession.INITIAL_WINDOW_BYTES;

  private final YamuxSession server = new YamuxSession(false, YamuxLimits.DEFAULT);
  private final YamuxSession client = new YamuxSession(true, YamuxLimits.DEFAULT);

  private static List<YamuxEvent> receive(YamuxSession session, String... hex) {
    ByteQueue in = new ByteQueue();
    for (String part : hex) {
      in.append(Bytes.fromHex(part));
    }
    return session.receive(in);
  }

  private static String drained(YamuxSession session) {
    return session.drain(1 << 20).hex().substring(2);
  }

  @Test
  void aStreamIsOpenedWithSynAndAnsweredWithAck() {
    assertThat(client.open()).isEqualTo(1);
    assertThat(client.open()).isEqualTo(3);
    assertThat(drained(client))
        .isEqualTo("00" + "01" + "0001" + "00000001" + "00000000" + "000100010000000300000000");
    assertThat(receive(server, "000100010000000100000000"))
        .containsExactly(new YamuxEvent.Opened(1));
    assertThat(drained(server)).isEqualTo("000100020000000100000000");
    assertThat(server.open()).isEqualTo(2);
  }

  @Test
  void dataArriveInPiecesAndMayOpenAndEndAStream() {
    assertThat(receive(server, "00000005" + "00000001" + "00000003" + "616263"))
        .containsExactly(
            new YamuxEvent.Opened(1),
            new YamuxEvent.Data(1, Bytes.utf8("abc")),
            new YamuxEvent.HalfClosed(1));
    server.send(1, Bytes.utf8("de"));
    server.close(1);
    assertThat(drained(server))
        .isEqualTo(
            "000100020000000100000000"
                + "000000000000000100000002"
                + "6465"
                + "000100040000000100000000");
  }

  @Test
  void aPingIsAnsweredWithItsValue() {
    assertThat(receive(server, "0002000100000000cafebabe")).isEmpty();
    assertThat(drained(server)).isEqualTo("0002000200000000cafebabe");
  }

  @Test
  void goAwayAndResetAreToldWithTheirNumbers() {
    receive(server, "000100010000000100000000");
    assertThat(receive(server, "000100080000000100000000"))
        .containsExactly(new YamuxEvent.Reset(1));
    assertThat(receive(server, "000300000000000000000001"))
        .containsExactly(new YamuxEvent.GoneAway(1));
  }

  @Test
  void noMoreIsSentThanThePeersWindowAllows() {
    int stream = client.open();
    assertThat(client.send(stream, Bytes.wrap(new byte[WINDOW + 10]))).isTrue();
    int frames = (WINDOW + 10 + (32 << 10) - 1) / (32 << 10) - 1;
    assertThat(client.drain(1 << 24).size()).isEqualTo(12 + frames * 12 + WINDOW);
    assertThat(client.drain(1 << 24).size()).isZero();
    assertThat(client.pendingOn(stream)).isEqualTo(10);
    receive(client, "0001000000000001" + "00000004");
    assertThat(client.drain(1 << 24).size()).isEqualTo(12 + 4);
  }

  @Test
  void aPeerThatSendsMoreThanItsWindowIsCutOff() {
    receive(server, "000100010000000100000000");
    ByteQueue in = new ByteQueue();
    in.append(FrameHeader.write(FrameHeader.DATA, 0, 1, WINDOW));
    in.append(Bytes.wrap(new byte[WINDOW]));
    assertThat(server.receive(in)).hasSize(1);
    assertThat(receive(server, "00000000" + "00000001" + "00000001"))
        .hasOnlyElementsOfType(YamuxEvent.Broken.class);
  }

  @Test
  void usedBytesGiveThePeerRoomAgain() {
    receive(server, "000100010000000100000000");
    drained(server);
    ByteQueue in = new ByteQueue();
    in.append(FrameHeader.write(FrameHeader.DATA, 0, 1, WINDOW));
    in.append(Bytes.wrap(new byte[WINDOW]));
    server.receive(in);
    server.consumed(1, WINDOW);
    assertThat(drained(server)).isEqualTo("000100000000000100040000");
    in.append(FrameHeader.write(FrameHeader.DATA, 0, 1, WINDOW));
    assertThat(server.receive(in)).isEmpty();
  }

  @Test
  void streamsBeyondTheLimitAreResetAndTheirDataPassedOver() {
    YamuxSession small = new YamuxSession(false, new YamuxLimits(1, WINDOW, 1 << 20));
    receive(small, "000100010000000100000000");
    drained(small);
    assertThat(
            receive(
                small,
                "00000001" + "00000003" + "00000002" + "6161",
                "0002000100000000" + "00000001"))
        .isEmpty();
    assertThat(drained(small)).isEqualTo("000100080000000300000000" + "000200020000000000000001");
  }

  @Test
  void streamsMayBeOpenedOutOfOrderButNotTwice() {
    // smoldot takes its numbers in order, and sends on them in another.
    assertThat(receive(server, "000100010000000b00000000", "000100010000000900000000"))
        .containsExactly(new YamuxEvent.Opened(11), new YamuxEvent.Opened(9));
    assertThat(receive(server, "000100010000000900000000"))
        .hasOnlyElementsOfType(YamuxEvent.Broken.class);
  }

  @Test
  void framesAgainstTheRulesBreakTheSession() {
    for (String bad :
        List.of(
            "010100010000000100000000", // version 1
            "000400000000000100000000", // type 4
            "000000000000000000000001", // data on stream 0
            "000100010000000200000000", // a stream with this side's parity
            "000000000000000100100000")) { // a megabyte at once
      YamuxSession session = new YamuxSession(false, YamuxLimits.DEFAULT);
      assertThat(receive(session, bad)).as(bad).hasOnlyElementsOfType(YamuxEvent.Broken.class);
    }
  }

  @Test
  void tooMuchThatWaitsIsNotTaken() {
    YamuxSession small = new YamuxSession(true, new YamuxLimits(1, WINDOW, 100));
    int stream = small.open();
    assertThat(small.send(stream, Bytes.wrap(new byte[60]))).isTrue();
    assertThat(small.send(stream, Bytes.wrap(new byte[60]))).isFalse();
    small.reset(stream);
    int other = small.open();
    assertThat(small.send(other, Bytes.wrap(new byte[60]))).isTrue();
  }
}
