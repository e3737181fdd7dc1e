package io.braid.consensus.grandpa;

import java.util.ArrayList;
import java.util.List;

/**
 * Votes that cannot be counted yet: for the next round, or for a block that is not here. The oldest
 * goes when there are too many; its voter's node sends it again.
 */
final class HeldMessages {
  private static final int CAPACITY = 4_096;

  private final List<GossipMessage.VoteGossip> held = new ArrayList<>();

  void add(GossipMessage.VoteGossip vote) {
    if (held.contains(vote)) {
      return;
    }
    if (held.size() == CAPACITY) {
      held.removeFirst();
    }
    held.add(vote);
  }

  List<GossipMessage.VoteGossip> takeAll() {
    List<GossipMessage.VoteGossip> all = List.copyOf(held);
    held.clear();
    return all;
  }
}
