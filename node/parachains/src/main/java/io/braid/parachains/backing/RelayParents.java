package io.braid.parachains.backing;

import io.braid.consensus.chain.BlockRef;
import io.braid.executor.host.SignatureChecks;
import io.braid.parachains.prospective.Prospect;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackedCandidate;
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

  /** A candidate that is here, with what it builds on. */
  Optional<Prospect> candidate(Hash256 hash) {
    return relayParents.values().stream()
        .flatMap(here -> here.table.candidate(hash).stream())
        .map(known -> Prospect.of(known.receipt(), known.validationData()))
        .findFirst();
  }

  /** A candidate with its votes, if it has enough. */
  Optional<BackedCandidate> backed(Hash256 hash) {
    return relayParents.values().stream()
        .flatMap(here -> here.table.backed(hash).stream())
        .findFirst();
  }
}
