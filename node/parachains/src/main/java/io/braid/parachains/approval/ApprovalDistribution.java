package io.braid.parachains.approval;

import io.braid.consensus.ports.PeerId;
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
 * Passes what was accepted on, once to each peer that has the block, and tells a peer that comes to
 * a block later what it lacks. An assignment goes before the approvals that rest on it. What is
 * kept of a block is bounded by what is accepted of it: few messages for each validator and
 * candidate.
 */
final class ApprovalDistribution {
  /** What tells messages apart; a signature made again makes no other message. */
  private record Key(boolean approval, int validator, Bits candidates) {}

  private static final class OfBlock {
    private final Map<Key, Integer> places = new LinkedHashMap<>();
    private final List<ApprovalMessage> messages = new ArrayList<>();
    private final Map<PeerId, BitSet> sent = new LinkedHashMap<>();

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
    OfBlock block = blocks.computeIfAbsent(hash, each -> new OfBlock());
    if (block.places.putIfAbsent(key, block.messages.size()) == null) {
      block.messages.add(message);
      for (PeerId peer : peers.all()) {
        if (peers.has(peer, hash)) {
          sendMissing(peer, block);
        }
      }
    }
  }

  private void sendMissing(PeerId peer, OfBlock block) {
    BitSet known = block.knownTo(peer);
    for (int i = known.nextClearBit(0); i < block.messages.size(); i = known.nextClearBit(i)) {
      known.set(i);
      peers.send(peer, block.messages.get(i));
    }
  }

  /** A peer has new blocks: tells it what it lacks of those. */
  void onKnows(PeerId peer) {
    for (Map.Entry<Hash256, OfBlock> each : blocks.entrySet()) {
      if (peers.has(peer, each.getKey())) {
        sendMissing(peer, each.getValue());
      }
    }
  }

  /** Tells everybody of a block all over again, which mends lost messages. */
  void sendAgain(Hash256 hash) {
    OfBlock block = blocks.get(hash);
    if (block != null) {
      block.sent.clear();
      for (PeerId peer : peers.all()) {
        if (peers.has(peer, hash)) {
          sendMissing(peer, block);
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
