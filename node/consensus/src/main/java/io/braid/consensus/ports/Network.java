package io.braid.consensus.ports;

import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The peers of this node. Sending never blocks and never fails loudly: what cannot be sent is lost.
 * All callbacks come on the node's thread, never from within the call that asked for them.
 */
public interface Network {
  /** How others know this node. */
  PeerId self();

  /**
   * The connected peer that is an authority of the chain, by its discovery key; nothing as long as
   * it has not been found.
   */
  Optional<PeerId> authority(Bytes discoveryKey);

  /** Who is connected, in a stable order. */
  List<PeerId> peers();

  /** Sends a notification. */
  void send(PeerId peer, Protocol protocol, Bytes message);

  /**
   * Asks a peer.
   *
   * @param answer gets the response once; nothing when the peer refused, left, or took too long
   */
  void request(PeerId peer, Protocol protocol, Bytes request, Consumer<Optional<Bytes>> answer);

  /** Lowers a peer's standing for the reason given; the adapter may disconnect it. */
  void report(PeerId peer, String reason);

  /** Sends a notification to all peers. */
  default void broadcast(Protocol protocol, Bytes message) {
    for (PeerId peer : peers()) {
      send(peer, protocol, message);
    }
  }
}
