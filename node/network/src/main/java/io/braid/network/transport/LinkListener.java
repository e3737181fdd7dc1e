package io.braid.network.transport;

import io.braid.network.connection.Connection;
import io.braid.network.connection.ConnectionEvent;
import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.PeerIdentity;
import java.util.List;
import java.util.Optional;

/** Who owns the connections. All methods are called on the network's thread. */
public interface LinkListener {
  /**
   * A peer has come, and has said nothing yet.
   *
   * @param remote where from
   * @return whether it may stay; then {@link #onLeft} follows when its socket ends
   */
  boolean onEntered(Multiaddress remote);

  void onLeft(Multiaddress remote);

  /**
   * A socket is open, and over WebSocket its handshake is done.
   *
   * @param expected who was dialled; nothing when the peer dialled
   * @return the connection to run over it; nothing to close it
   */
  Optional<Connection> onOpen(Optional<PeerIdentity> expected, Optional<Multiaddress> remote);

  /** The link of the connection last given. */
  void onLink(Link link);

  void onEvents(Link link, List<ConnectionEvent> events);

  void onClosed(Link link);

  /** Nobody could be reached. */
  void onUnreachable(PeerIdentity peer);
}
