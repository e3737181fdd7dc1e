package io.braid.parachains.approval;

import io.braid.consensus.ports.PeerId;
import io.braid.parachains.gossip.Audience;
import io.braid.parachains.gossip.Routes;
import io.braid.parachains.protocol.ApprovalMessage;
import io.braid.primitives.Bits;
import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Passes what was accepted on, once to each peer that has the block and to which the grid or chance
 * leads, and tells such a peer that comes to the block later what it lacks. An assignment goes
 * before the approvals that rest on it. What is kept of a block is bounded by what is accepted of
 * it: few messages for each validator and candidate.
 */
final class ApprovalDistribution {
  /** What tells messages apart; a signature made again makes no other message. */
  private record Key(boolean approval, int validator, Bits candidates) {}

  /**
   * @param validator who made it
   */
  private record Made(int validator, ApprovalMessage message) {}

  private static final class OfBlock {
    private final Routes routes;
    private final Map<Key, Integer> places = new LinkedHashMap<>();
    private final List<Made> messages = new ArrayList<>();
    private final Map<Integer, Audience> audiences = new LinkedHashMap<>();
    private final Map<PeerId, BitSet> sent = new LinkedHashMap<>();

    OfBlock(Routes routes) {
      this.routes = routes;
    }

    Audience audienceOf(int validator) {
      return audiences.computeIfAbsent(validator, key -> new Audience(routes, validator));
    }

    BitSet knownTo(PeerId peer) {
      return sent.computeIfAbsent(peer, key -> new BitSet());
    }
  }

  private final ApprovalPeers peers;
  private final Map<Hash256, OfBlock> blocks = new LinkedHashMap<>();

  ApprovalDistribution(ApprovalPeers peers) {
    this.peers = peers;
  }

  private static Key key(ApprovalMessage.Assignment message) {
    return new Key(false, message.cert().validator(), message.candidates());
  }

  private static Key key(ApprovalMessage.Approval message) {
    return new Key(true, message.validator(), message.candidateIndices());
  }

  /** A peer has sent an assignment: it need not be told. */
  boolean isKnown(PeerId peer, ApprovalMessage.Assignment message) {
    return isKnown(peer, message.cert().blockHash(), key(message));
  }

  /** As the other {@code isKnown}, for approvals. */
  boolean isKnown(PeerId peer, ApprovalMessage.Approval message) {
    return isKnown(peer, message.blockHash(), key(message));
  }

  private boolean isKnown(PeerId peer, Hash256 hash, Key key) {
    OfBlock block = blocks.get(hash);
    Integer place = block == null ? null : block.places.get(key);
    if (block == null || place == null) {
      return false;
    }
    block.knownTo(peer).set(place);
    return true;
  }

  /** Passes on an assignment that was accepted, or is this node's own. */
  void spread(ApprovalMessage.Assignment message) {
    spread(
        message.cert().blockHash(),
        key(message),
        new ApprovalMessage.Assignments(List.of(message)));
  }

  /** Passes on an approval that was accepted, or is this node's own. */
  void spread(ApprovalMessage.Approval message) {
    spread(message.blockHash(), key(message), new ApprovalMessage.Approvals(List.of(message)));
  }

  private void spread(Hash256 hash, Key key, ApprovalMessage message) {
    OfBlock block = blocks.computeIfAbsent(hash, each -> new OfBlock(peers.routes(hash)));
    int place = block.messages.size();
    if (block.places.putIfAbsent(key, place) != null) {
      return;
    }
    block.messages.add(new Made(key.validator(), message));
    for (PeerId peer : block.audienceOf(key.validator()).of(having(hash))) {
      send(peer, block, place);
    }
  }

  private List<PeerId> having(Hash256 hash) {
    return peers.all().stream().filter(peer -> peers.has(peer, hash)).toList();
  }

  private void send(PeerId peer, OfBlock block, int place) {
    BitSet known = block.knownTo(peer);
    if (!known.get(place)) {
      known.set(place);
      peers.send(peer, block.messages.get(place).message());
    }
  }

  /** A peer has new blocks: tells it what it lacks of those. */
  void onKnows(PeerId peer) {
    int all = peers.all().size();
    for (Map.Entry<Hash256, OfBlock> each : blocks.entrySet()) {
      if (peers.has(peer, each.getKey())) {
        OfBlock block = each.getValue();
        for (int place = 0; place < block.messages.size(); place++) {
          if (block.audienceOf(block.messages.get(place).validator()).includes(peer, all)) {
            send(peer, block, place);
          }
        }
      }
    }
  }

  /**
   * Tells of a block all over again, which mends lost messages: all neighbours in the grid whatever
   * is known, and everybody what this node says itself.
   */
  void sendAgain(Hash256 hash) {
    OfBlock block = blocks.get(hash);
    if (block == null) {
      return;
    }
    block.sent.clear();
    List<PeerId> having = having(hash);
    for (int place = 0; place < block.messages.size(); place++) {
      int validator = block.messages.get(place).validator();
      Audience audience = block.audienceOf(validator);
      for (PeerId peer : having) {
        if (block.routes.isOwn(validator)
            || block.routes.isNeighbour(peer)
            || audience.includes(peer, having.size())) {
          send(peer, block, place);
        }
      }
    }
  }

  void onDisconnected(PeerId peer) {
    blocks.values().forEach(block -> block.sent.remove(peer));
  }

  /** Forgets all blocks but these. */
  void keepOnly(Set<Hash256> kept) {
    blocks.keySet().retainAll(kept);
  }
}
