package io.braid.parachains.backing;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackedCandidate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The relay blocks that candidates may build on, on all forks, with what goes on at each. */
final class RelayParents {
  /** At a time; the oldest goes. */
  private static final int MAX_RELAY_PARENTS = 32;

  private final Chain chain;
  private final RelayViews views;
  private final WaitingMessages waiting;
  private final Map<Hash256, OnRelayParent> relayParents = new LinkedHashMap<>();

  /**
   * @param waiting holds messages about relay parents that are not here yet
   */
  RelayParents(Chain chain, RelayViews views, WaitingMessages waiting) {
    this.chain = chain;
    this.views = views;
    this.waiting = waiting;
  }

  /** A relay block was imported: candidates may build on it. */
  void onImported(BlockRef block) {
    Optional<RelayView> view = views.at(block.hash());
    if (view.isEmpty()) {
      return;
    }
    relayParents.put(block.hash(), new OnRelayParent(view.get()));
    relayParents
        .values()
        .removeIf(
            old -> old.view.block().number() < block.number() - view.get().allowedAncestry() - 1);
    if (relayParents.size() > MAX_RELAY_PARENTS) {
      relayParents.remove(relayParents.keySet().iterator().next());
    }
    waiting.take(block.hash()).forEach(Runnable::run);
  }

  /**
   * Does something at a relay parent, now or when it comes; never when it is too old.
   *
   * @param message that the work is about; its size counts while it waits
   */
  void at(Hash256 relayParent, Bytes message, Consumer<OnRelayParent> work) {
    OnRelayParent found = relayParents.get(relayParent);
    if (found != null) {
      work.accept(found);
    } else if (!chain.isKnown(relayParent)) {
      waiting.add(relayParent, message.size(), () -> at(relayParent, message, work));
    }
  }

  /**
   * The backed candidates for a core that a child of {@code parent} could take in: those on the
   * parent itself first, then those on its ancestors.
   */
  List<BackedCandidate> backed(RelayView parent, int core) {
    List<BackedCandidate> found = new ArrayList<>();
    Optional<RelayView> at = Optional.of(parent);
    for (int age = 0; age <= parent.allowedAncestry() && at.isPresent(); age++) {
      OnRelayParent here = relayParents.get(at.get().block().hash());
      if (here != null && here.view.session() == parent.session()) {
        found.addAll(here.table.backed(core));
      }
      at = views.at(at.get().parentHash());
    }
    return found;
  }
}
