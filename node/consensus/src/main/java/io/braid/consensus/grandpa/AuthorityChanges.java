package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.grandpa.GrandpaConsensusLog;
import io.braid.runtime.api.grandpa.GrandpaConsensusLogCodec;
import io.braid.runtime.api.grandpa.ScheduledChange;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The changes of voters that blocks above the last applied one announce, on every fork. */
final class AuthorityChanges {
  static final Bytes ENGINE = Bytes.utf8("FRNK");

  private final Chain chain;
  private final Map<Hash256, PendingChange> pending = new LinkedHashMap<>();

  AuthorityChanges(Chain chain) {
    this.chain = chain;
  }

  /**
   * Finds the changes again after a restart.
   *
   * @param setBegan the number of the block that began the set
   * @return the blocks above it, on all forks
   */
  List<BlockRef> restore(int setBegan) {
    Set<BlockRef> blocks = new LinkedHashSet<>();
    for (BlockRef leaf : chain.leaves()) {
      List<Header> above = new ArrayList<>();
      Optional<Header> header = chain.header(leaf.hash());
      while (header.isPresent() && header.get().number() > setBegan) {
        above.add(header.get());
        header = chain.header(header.get().parentHash());
      }
      for (Header found : above.reversed()) {
        BlockRef block = BlockRef.of(found);
        note(block, found);
        blocks.add(block);
      }
    }
    return List.copyOf(blocks);
  }

  void clear() {
    pending.clear();
  }

  /** Notes what a block announces. */
  void note(BlockRef block, Header header) {
    for (DigestItem item : header.digest().logs()) {
      if (item instanceof DigestItem.Consensus(Bytes engine, Bytes data)
          && engine.equals(ENGINE)
          && GrandpaConsensusLogCodec.CODEC.tryDecode(data)
              instanceof Decoded.Value<GrandpaConsensusLog>(GrandpaConsensusLog log)) {
        switch (log) {
          case GrandpaConsensusLog.Scheduled(ScheduledChange change) ->
              pending.putIfAbsent(block.hash(), change(block, change, false));
          case GrandpaConsensusLog.Forced(int lastFinalised, ScheduledChange change) ->
              pending.put(block.hash(), change(block, change, true));
          case GrandpaConsensusLog.OnDisabled ignored -> {}
          case GrandpaConsensusLog.Pause ignored -> {}
          case GrandpaConsensusLog.Resume ignored -> {}
        }
      }
    }
  }

  private static PendingChange change(BlockRef block, ScheduledChange change, boolean forced) {
    return new PendingChange(
        block, block.number() + change.delay(), forced, change.nextAuthorities());
  }

  /** The highest number that today's voters may finalise on the chain of {@code head}. */
  int limit(Hash256 head) {
    int limit = Integer.MAX_VALUE;
    for (PendingChange change : pending.values()) {
      if (!change.forced() && change.effective() < limit && isOn(change, head)) {
        limit = change.effective();
      }
    }
    return limit;
  }

  private boolean isOn(PendingChange change, Hash256 head) {
    return chain.isAncestorOrSame(change.signal().hash(), head);
  }

  /** Takes out the change that a newly finalised block brings into effect. */
  Optional<PendingChange> takeEffective(BlockRef finalised) {
    Optional<PendingChange> found = Optional.empty();
    for (PendingChange change : pending.values()) {
      if (!change.forced()
          && change.effective() <= finalised.number()
          && isOn(change, finalised.hash())
          && (found.isEmpty() || change.effective() < found.get().effective())) {
        found = Optional.of(change);
      }
    }
    found.ifPresent(change -> pending.remove(change.signal().hash()));
    return found;
  }

  /** Takes out the forced change that an imported block brings into effect. */
  Optional<PendingChange> takeForced(BlockRef imported) {
    for (PendingChange change : pending.values()) {
      if (change.forced()
          && change.effective() == imported.number()
          && isOn(change, imported.hash())) {
        pending.clear();
        return Optional.of(change);
      }
    }
    return Optional.empty();
  }

  /** Forgets what blocks announced that can never become final. */
  void discard(List<BlockRef> blocks) {
    blocks.forEach(block -> pending.remove(block.hash()));
  }
}
