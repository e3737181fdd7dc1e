package io.braid.parachains.gossip;

import io.braid.consensus.ports.PeerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who gets from here what one validator says about one block: the same peers every time, so that
 * what rests on an earlier word of the validator goes where that one went.
 */
public final class Audience {
  private final Routes routes;
  private final int originator;
  private final Set<PeerId> chosen = new HashSet<>();

  /**
   * @param originator who says it, by its index in the session
   */
  public Audience(Routes routes, int originator) {
    this.routes = routes;
    this.originator = originator;
  }

  /**
   * Whether a peer that has the block is among them.
   *
   * @param all how many peers there are
   */
  public boolean includes(PeerId peer, int all) {
    if (routes.leadTo(peer, originator) || chosen.contains(peer)) {
      return true;
    }
    return routes.byChance(chosen.size(), all) && chosen.add(peer);
  }

  /** Those of some peers that are among them; chance begins with any of them. */
  public List<PeerId> of(List<PeerId> peers) {
    List<PeerId> found = new ArrayList<>();
    int begin = routes.begin(peers.size());
    for (int i = 0; i < peers.size(); i++) {
      PeerId peer = peers.get((begin + i) % peers.size());
      if (includes(peer, peers.size())) {
        found.add(peer);
      }
    }
    return found;
  }
}
