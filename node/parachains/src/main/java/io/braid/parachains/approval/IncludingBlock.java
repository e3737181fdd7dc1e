package io.braid.parachains.approval;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Bits;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.SessionInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A relay block with the candidates that it includes. The lists of candidates, assignments and
 * approvals are bounded by the session's validators and cores.
 */
final class IncludingBlock {
  private final BlockRef ref;
  private final Hash256 parent;
  private final BlockFacts facts;
  private final List<IncludedCandidate> candidates;

  /** Whether this node has drawn its lots. */
  boolean drawn;

  /** The tick at which all that is known of the block was last sent; 0 before. */
  long sentAt;

  /** Own approvals that wait for more to be signed together: by candidate, until which tick. */
  final SortedMap<Integer, Long> toSign = new TreeMap<>();

  /**
   * What approval needs to know of a block with candidates.
   *
   * @param session the block's own
   * @param compact whether cores are drawn at once
   * @param coalesce how many candidates one own signature may cover, at least 1
   */
  record BlockFacts(
      long slot,
      int session,
      SessionInfo info,
      RelayVrfStory story,
      boolean compact,
      int coalesce) {}

  IncludingBlock(
      BlockRef ref, Hash256 parent, BlockFacts facts, List<IncludedCandidate> candidates) {
    this.ref = ref;
    this.parent = parent;
    this.facts = facts;
    this.candidates = List.copyOf(candidates);
    for (IncludedCandidate each : candidates) {
      each.approved = isBeyondApproval(each);
    }
  }

  /** In a network too small for the approvals that it asks for, backing must do. */
  private boolean isBeyondApproval(IncludedCandidate candidate) {
    SessionInfo info = facts.info();
    return info.neededApprovals() == 0
        || Math.max(0, info.validators().size() - backers(candidate)) < info.neededApprovals();
  }

  /** How many validators are in the group that backed a candidate. */
  int backers(IncludedCandidate candidate) {
    List<List<Integer>> groups = facts.info().validatorGroups();
    int group = candidate.leaving().group();
    return group >= 0 && group < groups.size() ? groups.get(group).size() : 0;
  }

  BlockRef ref() {
    return ref;
  }

  Hash256 parent() {
    return parent;
  }

  BlockFacts facts() {
    return facts;
  }

  List<IncludedCandidate> candidates() {
    return candidates;
  }

  AssignmentCriteria criteria() {
    return new AssignmentCriteria(facts.info());
  }

  boolean isApproved() {
    return candidates.stream().allMatch(candidate -> candidate.approved);
  }

  /** The candidates at places that are given as bits; by ascending place. */
  List<IncludedCandidate> at(Bits places) {
    return Bitfield.members(places).stream().map(candidates::get).toList();
  }

  /** The places of the candidates that leave some of these cores. */
  List<Integer> placesOf(List<Integer> cores) {
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      if (cores.contains(candidates.get(i).core())) {
        found.add(i);
      }
    }
    return Collections.unmodifiableList(found);
  }
}
