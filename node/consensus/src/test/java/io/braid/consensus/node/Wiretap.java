package io.braid.consensus.node;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.grandpa.SignedMessage;
import io.braid.consensus.grandpa.SignedMessageCodec;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.sync.BlockAnnounceCodec;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.babe.BabePreDigestCodec;
import io.braid.runtime.api.beefy.Commitment;
import io.braid.runtime.api.beefy.VoteMessage;
import io.braid.runtime.api.beefy.VoteMessageCodec;
import io.braid.scale.ScaleReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Hears every vote and every block that any node sends, also those that get lost, and finds what
 * was signed twice.
 */
final class Wiretap {
  private record Stage(Bytes voter, long setId, long round, Class<?> kind) {}

  private record Slot(int authority, long slot) {}

  private final Map<Stage, SignedMessage> votes = new LinkedHashMap<>();
  private final Map<Map.Entry<Bytes, Integer>, Commitment> commitments = new LinkedHashMap<>();
  private final Map<Slot, Hash256> blocks = new LinkedHashMap<>();
  private final Map<PeerId, Set<Hash256>> announced = new LinkedHashMap<>();
  private final List<String> offences = new ArrayList<>();

  /** Two different votes for one stage of a round, or two blocks for one slot. */
  List<String> offences() {
    return offences;
  }

  int votes() {
    return votes.size();
  }

  /** The blocks that a node told others of. */
  Set<Hash256> announcedBy(PeerId node) {
    return announced.computeIfAbsent(node, n -> new LinkedHashSet<>());
  }

  void hear(PeerId from, Protocol protocol, Bytes message) {
    if (protocol == Protocol.GRANDPA && message.get(0) == 0) {
      hearVote(new ScaleReader(message.slice(1, message.size())));
    } else if (protocol == Protocol.BEEFY && message.get(0) == 0) {
      hearCommitment(VoteMessageCodec.CODEC.decodeAll(message.slice(1)));
    } else if (protocol == Protocol.BLOCK_ANNOUNCES) {
      Header header = BlockAnnounceCodec.CODEC.decodeAll(message).header();
      announcedBy(from).add(BlockRef.hash(header));
      hearBlock(header);
    }
  }

  private void hearVote(ScaleReader gossip) {
    long round = gossip.u64();
    long setId = gossip.u64();
    SignedMessage vote = SignedMessageCodec.CODEC.decode(gossip);
    SignedMessage first =
        votes.putIfAbsent(new Stage(vote.id(), setId, round, vote.message().getClass()), vote);
    if (first != null && !first.message().equals(vote.message())) {
      offences.add("round %d of set %d: %s and %s".formatted(round, setId, first, vote));
    }
  }

  private void hearCommitment(VoteMessage vote) {
    Commitment commitment = vote.commitment();
    Commitment first =
        commitments.putIfAbsent(Map.entry(vote.id(), commitment.blockNumber()), commitment);
    if (first != null && !first.equals(commitment)) {
      offences.add("%s signed %s and %s".formatted(vote.id(), first, commitment));
    }
  }

  private void hearBlock(Header header) {
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.PreRuntime(Bytes engine, Bytes data)
          && engine.equals(Bytes.utf8("BABE"))) {
        var claim = BabePreDigestCodec.CODEC.decodeAll(data);
        Hash256 hash = BlockRef.hash(header);
        Hash256 first = blocks.putIfAbsent(new Slot(claim.authorityIndex(), claim.slot()), hash);
        if (first != null && !first.equals(hash)) {
          offences.add("slot " + claim.slot() + ": " + first + " and " + hash);
        }
      }
    }
  }
}
