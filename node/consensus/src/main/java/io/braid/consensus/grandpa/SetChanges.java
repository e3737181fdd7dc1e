package io.braid.consensus.grandpa;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Begins the sets of voters that the chain announces, when their block is final or imported. */
final class SetChanges {
  private final Chain chain;
  private final OpenRounds rounds;
  private final AuthorityChanges changes;
  private final List<BlockRef> imported = new ArrayList<>();

  /**
   * @param setBegan the number of the block after which today's voters vote
   */
  SetChanges(Chain chain, OpenRounds rounds, int setBegan) {
    this.chain = chain;
    this.rounds = rounds;
    changes = new AuthorityChanges(chain);
    // A block may have been imported just before the node stopped, and have forced a set.
    imported.addAll(changes.restore(setBegan));
    chain.addListener(
        new ChainListener() {
          @Override
          public void onImported(BlockRef block, Header header) {
            changes.note(block, header);
            imported.add(block);
          }

          @Override
          public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
            changes.discard(discarded);
          }
        });
  }

  /** The chain jumped to a block, behind which new voters vote already. */
  void forget() {
    changes.clear();
    imported.clear();
  }

  /** The highest number that today's voters may finalise on the chain of {@code head}. */
  int limit(Hash256 head) {
    return changes.limit(head);
  }

  /**
   * A block became final, maybe just before the node stopped: begins the set that this brings into
   * effect; whether there is one.
   */
  boolean afterFinality() {
    Optional<PendingChange> change = changes.takeEffective(chain.finalised());
    change.ifPresent(found -> rounds.beginSet(found, chain.finalised()));
    return change.isPresent();
  }

  /** Begins the sets that blocks imported since the last time force. */
  void applyForced() {
    List<BlockRef> blocks = List.copyOf(imported);
    imported.clear();
    for (BlockRef block : blocks) {
      changes.takeForced(block).ifPresent(change -> rounds.beginSet(change, chain.finalised()));
    }
  }
}
