package io.braid.network.multistream;

import io.braid.network.framing.ByteQueue;
import io.braid.primitives.Bytes;
import java.util.function.Predicate;

/** The side that did not open the stream: takes the first proposal that it supports. */
public final class MultistreamListener {
  /** Proposals before the peer is given up. */
  public static final int MAX_PROPOSALS = 32;

  private final Predicate<String> supported;
  private boolean greeted;
  private int proposals;

  public MultistreamListener(Predicate<String> supported) {
    this.supported = supported;
  }

  /** Takes what is needed from what came. */
  public Negotiation receive(ByteQueue from) {
    Bytes send = Bytes.EMPTY;
    while (true) {
      Multistream.Line line = Multistream.read(from);
      if (line instanceof Multistream.Line.Incomplete) {
        return new Negotiation.Pending(send);
      }
      if (!(line instanceof Multistream.Line.Text(String text))) {
        return Multistream.stopAt(line).orElseThrow();
      }
      if (!greeted) {
        if (!text.equals(Multistream.HEADER)) {
          return new Negotiation.Failed("expected " + Multistream.HEADER);
        }
        greeted = true;
        send = Multistream.write(Multistream.HEADER);
      } else if (supported.test(text)) {
        return new Negotiation.Agreed(text, Bytes.concat(send, Multistream.write(text)));
      } else if (++proposals == MAX_PROPOSALS) {
        return new Negotiation.Failed("expected a known protocol within " + MAX_PROPOSALS);
      } else {
        send = Bytes.concat(send, Multistream.write(Multistream.NOT_AVAILABLE));
      }
    }
  }
}
