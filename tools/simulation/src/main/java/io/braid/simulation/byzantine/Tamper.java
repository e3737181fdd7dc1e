package io.braid.simulation.byzantine;

import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.network.LocalPeer;
import io.braid.primitives.Bytes;
import java.util.Optional;
import java.util.function.Supplier;

/** What stands between a node and its network. As it is, it changes nothing. */
interface Tamper {
  /** The node joins the network; it may be asked things. */
  default void joined(LocalPeer node) {}

  /** A notification comes; nothing when the node is not to hear of it. */
  default Optional<Bytes> incoming(PeerId from, Protocol protocol, Bytes message) {
    return Optional.of(message);
  }

  /** The node sends a notification; nothing when it is not to arrive. */
  default Optional<Bytes> outgoing(PeerId to, Protocol protocol, Bytes message) {
    return Optional.of(message);
  }

  /**
   * Somebody asks.
   *
   * @param honest what the node would say
   */
  default Optional<Bytes> answer(
      PeerId from, Protocol protocol, Bytes request, Supplier<Optional<Bytes>> honest) {
    return honest.get();
  }
}
