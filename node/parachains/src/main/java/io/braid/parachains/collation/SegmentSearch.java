package io.braid.parachains.collation;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.parachains.BackingConstraints;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.RelayParentDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Finds where on a relay parent a parachain goes on: on the longest chain of its blocks that the
 * relay chain may still include. These are the blocks that wait for availability, and above them
 * this collator's own on relay parents that are not too old, of the same fork and session. Another
 * collator's block counts once the relay chain has it backed: who keeps its proof from validators
 * would take with it all that is built on it.
 */
final class SegmentSearch {
  private final int paraId;
  private final RelayViews views;
  private final Chain parachain;
  private final Predicate<Hash256> own;

  /**
   * @param own tells the blocks that this collator has made
   */
  SegmentSearch(int paraId, RelayViews views, Chain parachain, Predicate<Hash256> own) {
    this.paraId = paraId;
    this.views = views;
    this.parachain = parachain;
    this.own = own;
  }

  /** Where to build, or why nowhere. */
  sealed interface Found {
    record Here(Segment segment) implements Found {}

    record Nowhere(String reason) implements Found {}
  }

  Found find(RelayView relayParent) {
    Hash256 block = relayParent.block().hash();
    Optional<BackingConstraints> limits = views.constraints(block, paraId);
    if (limits.isEmpty()) {
      return new Found.Nowhere("the relay chain does not know parachain " + paraId);
    }
    Hash256 included = Candidates.hash(limits.get().requiredParent());
    List<CommittedCandidateReceipt> pending = views.pending(block, paraId);
    List<Hash256> heads = new ArrayList<>();
    heads.add(included);
    pending.forEach(candidate -> heads.add(Candidates.hash(candidate.commitments().headData())));
    for (Hash256 head : heads) {
      if (!parachain.inTree(head)) {
        return new Found.Nowhere(
            (head.equals(included) ? "the included head " : "the backed head ")
                + head
                + " is not here yet");
      }
    }
    Map<Integer, Hash256> roots = roots(relayParent);
    int earliest = Math.max(limits.get().minRelayParentNumber(), newest(pending));
    List<Hash256> best = List.of();
    for (BlockRef leaf : parachain.leaves()) {
      List<Hash256> path = path(heads.getLast(), leaf.hash(), roots, earliest);
      if (path.size() > best.size()) {
        best = path;
      }
    }
    List<Hash256> blocks = new ArrayList<>(heads.subList(1, heads.size()));
    blocks.addAll(best);
    return new Found.Here(
        new Segment(
            included,
            blocks,
            limits.get(),
            code(limits.get(), blocks),
            (int)
                best.stream()
                    .filter(each -> number(each) == relayParent.block().number())
                    .count()));
  }

  /** The state roots of the relay parent and the ancestors that candidates may be on, by number. */
  private Map<Integer, Hash256> roots(RelayView relayParent) {
    Map<Integer, Hash256> roots = new TreeMap<>();
    Optional<RelayView> at = Optional.of(relayParent);
    while (at.isPresent()
        && at.get().session() == relayParent.session()
        && roots.size() <= relayParent.allowedAncestry()) {
      roots.put(at.get().block().number(), at.get().stateRoot());
      at = views.at(at.get().parentHash());
    }
    return roots;
  }

  /**
   * The newest relay parent among candidates that wait: those after them must not be on an older.
   */
  private int newest(List<CommittedCandidateReceipt> pending) {
    return pending.isEmpty()
        ? 0
        : views
            .relayParent(pending.getLast().descriptor().relayParent())
            .map(parent -> parent.number())
            .orElse(0);
  }

  private Optional<RelayParentDigest> relayParent(Hash256 block) {
    return parachain.header(block).map(Header::digest).flatMap(RelayParentDigest::of);
  }

  private int number(Hash256 block) {
    return relayParent(block).map(RelayParentDigest::number).orElse(-1);
  }

  /** The blocks from above {@code base} up to a leaf, as far as they may still be included. */
  private List<Hash256> path(
      Hash256 base, Hash256 leaf, Map<Integer, Hash256> roots, int earliest) {
    if (!parachain.isAncestorOrSame(base, leaf)) {
      return List.of();
    }
    List<Hash256> down = new ArrayList<>();
    Hash256 at = leaf;
    while (!at.equals(base)) {
      down.add(at);
      at = parachain.header(at).orElseThrow().parentHash();
    }
    List<Hash256> path = new ArrayList<>();
    for (Hash256 block : down.reversed()) {
      Optional<RelayParentDigest> on = relayParent(block);
      if (on.isEmpty()
          || !own.test(block)
          || on.get().number() < earliest
          || !on.get().storageRoot().equals(roots.get(on.get().number()))) {
        break;
      }
      path.add(block);
    }
    return path;
  }

  /** The next candidate's code: new code takes over behind the first block that knows of it. */
  private Hash256 code(BackingConstraints limits, List<Hash256> blocks) {
    return limits
        .futureValidationCode()
        .filter(future -> blocks.stream().anyMatch(block -> number(block) >= future.getKey()))
        .map(Map.Entry::getValue)
        .orElse(limits.validationCodeHash());
  }
}
