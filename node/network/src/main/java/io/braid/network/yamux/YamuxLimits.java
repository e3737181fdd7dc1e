package io.braid.network.yamux;

/**
 * The bounds of one session.
 *
 * @param inboundStreams that the peer may have open at a time; one more is reset
 * @param windowBytes that the peer may send on a stream before they are used here
 * @param pendingBytes that may wait to be sent, on all streams
 */
public record YamuxLimits(int inboundStreams, int windowBytes, long pendingBytes) {
  public static final YamuxLimits DEFAULT =
      new YamuxLimits(256, YamuxSession.INITIAL_WINDOW_BYTES, 64L << 20);

  public YamuxLimits {
    if (windowBytes < YamuxSession.INITIAL_WINDOW_BYTES) {
      throw new IllegalArgumentException("expected the initial window or more: " + windowBytes);
    }
  }
}
