package io.braid.network.yamux;

import io.braid.primitives.Bytes;

/** What the peer did. */
public sealed interface YamuxEvent {
  /** It opened a stream. */
  record Opened(int stream) implements YamuxEvent {}

  /** It sent bytes, not empty. */
  record Data(int stream, Bytes bytes) implements YamuxEvent {}

  /** It will send nothing more on a stream. */
  record HalfClosed(int stream) implements YamuxEvent {}

  /** It dropped a stream. */
  record Reset(int stream) implements YamuxEvent {}

  /** It opens no streams any more, and wants none. */
  record GoneAway(int code) implements YamuxEvent {}

  /** It broke the rules: the session is over. */
  record Broken(String reason) implements YamuxEvent {}
}
