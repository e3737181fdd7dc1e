package io.braid.parachains.inherent;

import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.relay.RelayView;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.CoreState;
import io.braid.runtime.api.parachains.OccupiedCore;
import io.braid.runtime.api.parachains.SignedBitfield;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What becomes of the cores in a relay block's child, by the bitfields that go into it. */
final class Cores {
  private final RelayView parent;
  private final List<SignedBitfield> bitfields;

  Cores(RelayView parent, List<SignedBitfield> bitfields) {
    this.parent = parent;
    this.bitfields = bitfields;
  }

  /**
   * What a parachain may have backed.
   *
   * @param ancestors its pending candidates that stay, or are included
   * @param free the cores for further ones
   */
  record Next(Set<Hash256> ancestors, Set<Integer> free) {}

  /**
   * @param pending the parachain's, in the order of their blocks: one is included when all before
   *     it are, and one that waited too long takes all behind it along
   */
  Next next(int paraId, List<CommittedCandidateReceipt> pending) {
    Set<Hash256> ancestors = new LinkedHashSet<>();
    Set<Integer> occupied = new TreeSet<>();
    boolean included = true;
    for (CommittedCandidateReceipt candidate : pending) {
      Hash256 hash = Candidates.hash(Candidates.receipt(candidate));
      int core = candidate.descriptor().coreIndex();
      Optional<OccupiedCore> state = occupied(core, hash);
      included &= state.isPresent() && isAvailable(core, state.get());
      if (!included) {
        if (state.isEmpty() || parent.block().number() + 1 >= state.get().timeOutAt()) {
          break;
        }
        occupied.add(core);
      }
      ancestors.add(hash);
    }
    Set<Integer> free = new TreeSet<>(parent.coresOf(paraId));
    free.removeAll(occupied);
    return new Next(ancestors, free);
  }

  private Optional<OccupiedCore> occupied(int core, Hash256 candidate) {
    return core < parent.cores().size()
            && parent.cores().get(core) instanceof CoreState.Occupied(OccupiedCore state)
            && state.candidateHash().equals(candidate)
        ? Optional.of(state)
        : Optional.empty();
  }

  /** Whether more than two thirds of the validators hold their chunks, counting the new votes. */
  private boolean isAvailable(int core, OccupiedCore state) {
    Set<Integer> holders = new TreeSet<>();
    for (int i = 0; i < state.availability().size(); i++) {
      if (state.availability().get(i)) {
        holders.add(i);
      }
    }
    for (SignedBitfield bitfield : bitfields) {
      if (core < bitfield.payload().size() && bitfield.payload().get(core)) {
        holders.add(bitfield.validatorIndex());
      }
    }
    int validators = parent.validators().size();
    return holders.size() >= validators - Math.max(0, validators - 1) / 3;
  }
}
