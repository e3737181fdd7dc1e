package io.braid.network.connection;

import io.braid.network.identity.PeerIdentity;
import io.braid.primitives.Bytes;
import java.util.Optional;

/** What happened on a connection. */
public sealed interface ConnectionEvent {
  /** The peer has proved who it is, and substreams can be opened. Comes once, first. */
  record Established(PeerIdentity peer) implements ConnectionEvent {}

  /** It told more of itself. */
  record Identified(Identification about) implements ConnectionEvent {}

  /** It wants to send notifications: answer with {@link Connection#accept} or {@code refuse}. */
  record NotificationsOffered(int substream, NotificationProtocol protocol, Bytes handshake)
      implements ConnectionEvent {}

  /** It takes our notifications. */
  record NotificationsOpened(NotificationProtocol protocol, Bytes handshake)
      implements ConnectionEvent {}

  /** It does not take our notifications, or not any more. */
  record NotificationsClosed(NotificationProtocol protocol) implements ConnectionEvent {}

  /** It sends no notifications any more. */
  record NotificationsEnded(NotificationProtocol protocol) implements ConnectionEvent {}

  record NotificationReceived(NotificationProtocol protocol, Bytes message)
      implements ConnectionEvent {}

  /** It asks: answer with {@link Connection#respond}. */
  record RequestReceived(int substream, RequestProtocol protocol, Bytes request)
      implements ConnectionEvent {}

  /**
   * The end of a request of ours.
   *
   * @param response nothing when it was refused or took too long
   */
  record ResponseReceived(int substream, Optional<Bytes> response) implements ConnectionEvent {}

  /** The connection cannot go on; no event follows. */
  record Broken(String reason) implements ConnectionEvent {}
}
