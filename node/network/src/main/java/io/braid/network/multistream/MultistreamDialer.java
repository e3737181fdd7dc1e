package io.braid.network.multistream;

import io.braid.network.framing.ByteQueue;
import io.braid.primitives.Bytes;
import java.util.List;

/** The side that opened the stream: proposes protocols, the best first. */
public final class MultistreamDialer {
  private final List<String> protocols;
  private int proposed;
  private boolean greeted;

  /**
   * @param protocols at least one
   */
  public MultistreamDialer(List<String> protocols) {
    if (protocols.isEmpty()) {
      throw new IllegalArgumentException("expected a protocol to propose");
    }
    this.protocols = List.copyOf(protocols);
  }

  /** What to send before anything comes. */
  public Bytes greeting() {
    return Bytes.concat(
        Multistream.write(Multistream.HEADER), Multistream.write(protocols.getFirst()));
  }

  /** Takes what is needed from what came. */
  public Negotiation receive(ByteQueue from) {
    while (true) {
      Multistream.Line line = Multistream.read(from);
      if (!(line instanceof Multistream.Line.Text(String text))) {
        return Multistream.stopAt(line).orElseThrow();
      }
      if (!greeted) {
        if (!text.equals(Multistream.HEADER)) {
          return new Negotiation.Failed("expected " + Multistream.HEADER);
        }
        greeted = true;
      } else if (text.equals(protocols.get(proposed))) {
        return new Negotiation.Agreed(text, Bytes.EMPTY);
      } else if (!text.equals(Multistream.NOT_AVAILABLE)) {
        return new Negotiation.Failed("expected " + protocols.get(proposed) + " or na");
      } else if (++proposed == protocols.size()) {
        return new Negotiation.Failed("expected one of " + protocols + ", the peer has none");
      } else {
        return new Negotiation.Pending(Multistream.write(protocols.get(proposed)));
      }
    }
  }
}
