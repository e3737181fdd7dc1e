package io.braid.parachains.peers;

import io.braid.consensus.ports.Network;
import io.braid.consensus.ports.PeerId;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Optional;

/** Which peers are the validators of a session, as far as they have been found. */
public final class ValidatorPeers {
  private final RelayViews views;
  private final Network network;

  public ValidatorPeers(RelayViews views, Network network) {
    this.views = views;
    this.network = network;
  }

  /**
   * The peer that is a validator; nothing when it is this node, is not connected, or has not been
   * found.
   *
   * @param index among the validators of the view's session
   */
  public Optional<PeerId> peer(RelayView view, int index) {
    List<Bytes> keys = views.discoveryKeys(view);
    return index < keys.size() ? network.authority(keys.get(index)) : Optional.empty();
  }
}
