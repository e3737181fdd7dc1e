package io.braid.network.multistream;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.network.framing.ByteQueue;
import io.braid.primitives.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bytes written by hand from the specification of multistream-select 1.0.0. */
class MultistreamTest {
  private static final Bytes HEADER = Bytes.utf8("\u0013/multistream/1.0.0\n");
  private static final Bytes NOISE = Bytes.utf8("\u0007/noise\n");
  private static final Bytes NA = Bytes.utf8("\u0003na\n");

  private final ByteQueue in = new ByteQueue();

  @Test
  void aDialerSendsHeaderAndProposalAndTakesTheEcho() {
    MultistreamDialer dialer = new MultistreamDialer(List.of("/noise"));
    assertThat(dialer.greeting()).isEqualTo(Bytes.concat(HEADER, NOISE));
    in.append(HEADER);
    in.append(NOISE);
    in.append(Bytes.utf8("rest"));
    assertThat(dialer.receive(in)).isEqualTo(new Negotiation.Agreed("/noise", Bytes.EMPTY));
    assertThat(in.takeAll()).isEqualTo(Bytes.utf8("rest"));
  }

  @Test
  void aDialerProposesTheNextAfterNaAndGivesUpAfterTheLast() {
    MultistreamDialer dialer = new MultistreamDialer(List.of("/a", "/noise"));
    in.append(HEADER);
    in.append(NA);
    assertThat(dialer.receive(in)).isEqualTo(new Negotiation.Pending(NOISE));
    in.append(NA);
    assertThat(dialer.receive(in)).isInstanceOf(Negotiation.Failed.class);
  }

  @Test
  void aListenerAnswersByteByByteAsAtOnce() {
    Bytes all = Bytes.concat(HEADER, Bytes.utf8("\u0003/a\n"), NOISE);
    MultistreamListener listener = new MultistreamListener("/noise"::equals);
    Bytes sent = Bytes.EMPTY;
    for (int i = 0; i < all.size(); i++) {
      in.append(all.slice(i, i + 1));
      switch (listener.receive(in)) {
        case Negotiation.Pending(Bytes send) -> sent = Bytes.concat(sent, send);
        case Negotiation.Agreed(String protocol, Bytes send) -> {
          assertThat(protocol).isEqualTo("/noise");
          sent = Bytes.concat(sent, send);
        }
        case Negotiation.Failed(String reason) -> throw new AssertionError(reason);
      }
    }
    assertThat(sent).isEqualTo(Bytes.concat(HEADER, NA, NOISE));
    in.append(all);
    assertThat(new MultistreamListener("/noise"::equals).receive(in))
        .isEqualTo(new Negotiation.Agreed("/noise", sent));
  }

  @Test
  void aListenerStopsAfterTooManyProposals() {
    MultistreamListener listener = new MultistreamListener(name -> false);
    in.append(HEADER);
    for (int i = 0; i < MultistreamListener.MAX_PROPOSALS; i++) {
      in.append(NOISE);
    }
    assertThat(listener.receive(in)).isInstanceOf(Negotiation.Failed.class);
  }

  @Test
  void longLinesLinesWithoutEndAndOtherProtocolsAreRefused() {
    for (Bytes bad :
        List.of(
            Bytes.of((byte) 0x81, (byte) 0x08),
            Bytes.of((byte) 0),
            Bytes.utf8("\u0002ab"),
            Bytes.of((byte) 255, (byte) 255, (byte) 255, (byte) 255, (byte) 255),
            Bytes.utf8("GET / HTTP/1.1\r\n" + "x".repeat(100)))) {
      ByteQueue queue = new ByteQueue();
      queue.append(bad);
      assertThat(new MultistreamListener(name -> true).receive(queue))
          .as(bad.toString())
          .isInstanceOf(Negotiation.Failed.class);
    }
  }
}
