package io.braid.consensus.warp;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.grandpa.CommitCheck;
import io.braid.consensus.light.ScheduledChanges;
import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.runtime.api.grandpa.ScheduledChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far proofs of finality have led.
 *
 * @param block final
 * @param setId of the voters that vote behind it
 * @param setBegan the number of the block after which they vote
 * @param fragments that led here from the genesis
 */
record ProvenHead(
    BlockRef block,
    long setId,
    List<GrandpaAuthority> voters,
    int setBegan,
    List<WarpFragment> fragments) {
  ProvenHead {
    voters = List.copyOf(voters);
    fragments = List.copyOf(fragments);
  }

  /** What a proof adds, or what is wrong with it. */
  sealed interface Step {
    record Proven(ProvenHead head) implements Step {}

    record Refused(String reason) implements Step {}
  }

  /** Follows a proof; each of its fragments must hold. */
  Step follow(WarpProof proof) {
    ProvenHead head = this;
    for (int i = 0; i < proof.fragments().size(); i++) {
      boolean last = i == proof.fragments().size() - 1;
      switch (head.follow(proof.fragments().get(i), last && proof.finished())) {
        case Step.Refused refused -> {
          return refused;
        }
        case Step.Proven(ProvenHead further) -> head = further;
      }
    }
    return head.block.equals(block) && !proof.finished()
        ? new Step.Refused("expected a warp proof that leads beyond " + block)
        : new Step.Proven(head);
  }

  /**
   * @param maybeHead whether the fragment may leave the voters as they are
   */
  private Step follow(WarpFragment fragment, boolean maybeHead) {
    BlockRef to = BlockRef.of(fragment.header());
    var commit = fragment.justification().commit();
    if (to.equals(block)) {
      // Who is asked from its head on repeats it.
      return new Step.Proven(this);
    }
    if (to.number() <= block.number()) {
      return new Step.Refused("expected a block above " + block + ", found " + to);
    }
    if (!to.equals(new BlockRef(commit.targetNumber(), commit.targetHash()))) {
      return new Step.Refused("expected a justification of " + to);
    }
    CommitCheck.Verdict verdict = CommitCheck.verify(fragment.justification(), setId, voters);
    if (!(verdict instanceof CommitCheck.Verdict.Valid)) {
      return new Step.Refused("expected a justification of " + to + ", found " + verdict);
    }
    List<WarpFragment> all = new ArrayList<>(fragments);
    all.add(fragment);
    Optional<ScheduledChange> change = ScheduledChanges.announcedBy(fragment.header());
    if (change.isEmpty()) {
      return maybeHead
          ? new Step.Proven(new ProvenHead(to, setId, voters, setBegan, all))
          : new Step.Refused("expected that " + to + " announces the next voters");
    }
    return change.get().delay() == 0
        ? new Step.Proven(
            new ProvenHead(to, setId + 1, change.get().nextAuthorities(), to.number(), all))
        : new Step.Refused(
            "expected a change of voters without delay, found one of " + change.get().delay());
  }
}
