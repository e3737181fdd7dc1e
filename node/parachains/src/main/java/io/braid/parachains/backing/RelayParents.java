package io.braid.parachains.backing;

import io.braid.consensus.chain.BlockRef;
import io.braid.executor.host.SignatureChecks;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackedCandidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The relay blocks that candidates may build on, on all forks, with what goes on at each. */
final class RelayParents {
  /** At a time; the oldest goes. */
  private static final int MAX_RELAY_PARENTS = 32;

  private final RelayViews views;
  private final Map<Hash256, OnRelayParent> relayParents = new LinkedHashMap<>();

  RelayParents(RelayViews views) {
    this.views = views;
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
  }

  /** How what comes from others is checked. */
  SignatureChecks signatures() {
    return views.signatures();
  }

  /** What goes on at a relay parent; nothing when it is too old, or not here yet. */
  Optional<OnRelayParent> at(Hash256 relayParent) {
    return Optional.ofNullable(relayParents.get(relayParent));
  }

  Collection<OnRelayParent> all() {
    return List.copyOf(relayParents.values());
  }

  /**
   * Whether candidates on {@code relayParent} matter to one who has {@code head} on its mind: the
   * block itself and the ancestors that a child of it may take candidates from. A head that is not
   * here yet may be above any.
   */
  boolean isInView(Hash256 relayParent, Hash256 head) {
    OnRelayParent at = relayParents.get(head);
    if (at == null) {
      return views.at(head).isEmpty();
    }
    int steps = at.view.allowedAncestry();
    Hash256 block = head;
    while (at != null && steps-- > 0 && !block.equals(relayParent)) {
      block = at.view.parentHash();
      at = relayParents.get(block);
    }
    return block.equals(relayParent);
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
