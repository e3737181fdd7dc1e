package io.braid.network.connection;

import io.braid.network.framing.ByteQueue;
import io.braid.network.multistream.MultistreamDialer;
import io.braid.network.multistream.MultistreamListener;
import io.braid.primitives.Bytes;

/** One substream: what it is for now, and what came and is not understood yet. */
final class Substream {
  static final long NEVER = Long.MAX_VALUE;

  final int id;
  final ByteQueue in = new ByteQueue();
  Use use;
  long deadline;

  Substream(int id, Use use, long deadline) {
    this.id = id;
    this.use = use;
    this.deadline = deadline;
  }

  /** What a substream is for. */
  sealed interface Use {
    /** The peer opened it and says what for. */
    record Listening(MultistreamListener listener) implements Use {}

    /**
     * We opened it and propose what for.
     *
     * @param first what we send once that is agreed
     */
    record Dialling(MultistreamDialer dialer, Use then, Bytes first) implements Use {}

    /** The peer's pings. */
    record PingIn() implements Use {}

    /** Our pings. */
    record PingOut() implements Use {}

    /** Our question who the peer is. */
    record IdentifyOut() implements Use {}

    record NotificationsIn(NotificationProtocol protocol, Stage stage) implements Use {}

    record NotificationsOut(NotificationProtocol protocol, Stage stage) implements Use {}

    /** The peer's request; {@code asked} when it is here as a whole. */
    record RequestIn(RequestProtocol protocol, boolean asked) implements Use {}

    /** Our request. */
    record RequestOut(RequestProtocol protocol) implements Use {}

    /** All is said; what still comes is passed over. */
    record Finishing() implements Use {}
  }

  /** How far a substream with notifications is. */
  enum Stage {
    HANDSHAKE,
    DECIDING,
    OPEN
  }
}
