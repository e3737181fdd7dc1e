package io.braid.network.yamux;

import io.braid.primitives.Bytes;
import java.util.ArrayDeque;

/** Both directions of one stream. */
final class YamuxStream {
  /** What the peer may still receive. */
  long sendWindow = YamuxSession.INITIAL_WINDOW_BYTES;

  /** What the peer may still send. */
  long receiveWindow = YamuxSession.INITIAL_WINDOW_BYTES;

  /** What was used since the peer was last told. */
  long consumed;

  final boolean inbound;
  final ArrayDeque<Bytes> pending = new ArrayDeque<>();
  long pendingBytes;
  boolean finWanted;
  boolean finSent;
  boolean finReceived;

  YamuxStream(boolean inbound) {
    this.inbound = inbound;
  }

  /** Removes at most {@code max} bytes from the front of what waits. */
  Bytes takePending(int max) {
    Bytes first = pending.removeFirst();
    Bytes taken = first;
    if (first.size() > max) {
      taken = first.slice(0, max);
      pending.addFirst(first.slice(max));
    }
    pendingBytes -= taken.size();
    return taken;
  }

  boolean isDone() {
    return finSent && finReceived;
  }
}
