package io.braid.parachains.prospective;

import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.relay.RelayParent;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackingConstraints;
import java.util.List;
import java.util.Optional;

/**
 * What a relay block's state says about a parachain's next candidates.
 *
 * @param relayParents that candidates may build on: the block itself, then its ancestors, the
 *     latest first, all of one session
 * @param pending candidates that wait for availability, in the order of their blocks
 * @param constraints of the next candidate after the included one
 * @param maxBackable how many candidates may come after those that are pending
 */
record Scope(
    List<RelayParent> relayParents,
    List<Pending> pending,
    BackingConstraints constraints,
    int maxBackable) {
  /** A candidate that waits for availability; its relay parent may be too old for others. */
  record Pending(Prospect candidate, RelayParent relayParent) {}

  Scope {
    if (relayParents.isEmpty()) {
      throw new IllegalArgumentException("expected at least the relay block itself, found nothing");
    }
    // The runtime's word on the oldest relay parent counts.
    int last = relayParents.getFirst().number();
    int oldest = Math.min(last, constraints.minRelayParentNumber());
    relayParents = relayParents.stream().filter(parent -> parent.number() >= oldest).toList();
    for (RelayParent parent : relayParents) {
      if (parent.number() != last--) {
        throw new IllegalArgumentException(
            "expected ancestors without gaps, found " + parent.number());
      }
    }
  }

  Optional<RelayParent> relayParent(Hash256 hash) {
    return relayParents.stream().filter(parent -> parent.hash().equals(hash)).findFirst();
  }

  RelayParent earliest() {
    return relayParents.getLast();
  }

  Optional<Pending> pending(Hash256 candidate) {
    return pending.stream().filter(each -> each.candidate().hash().equals(candidate)).findFirst();
  }

  /** The hash of the included head. */
  Hash256 includedHead() {
    return Candidates.hash(constraints.requiredParent());
  }
}
