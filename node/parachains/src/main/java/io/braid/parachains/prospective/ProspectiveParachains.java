package io.braid.parachains.prospective;

import io.braid.consensus.chain.BlockRef;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.relay.RelayParent;
import io.braid.parachains.relay.RelayView;
import io.braid.parachains.relay.RelayViews;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackingConstraints;
import io.braid.runtime.api.parachains.CommittedCandidateReceipt;
import io.braid.runtime.api.parachains.PersistedValidationData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The prospects of all parachains on the last {@value #KEPT} relay blocks, on all forks. A new
 * block takes over what its parent had.
 */
public final class ProspectiveParachains {
  private static final int KEPT = 32;

  private final RelayViews views;
  private final Map<Hash256, Map<Integer, FragmentChain>> blocks =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(
            Map.Entry<Hash256, Map<Integer, FragmentChain>> eldest) {
          return size() > KEPT;
        }
      };

  /** Relay blocks without children here, with their numbers: what matters to whoever seconds. */
  private final Map<Hash256, Integer> leaves = new LinkedHashMap<>();

  public ProspectiveParachains(RelayViews views) {
    this.views = views;
  }

  /** A relay block was imported. */
  public void onImported(BlockRef block) {
    Optional<RelayView> view = views.at(block.hash());
    if (view.isEmpty() || blocks.containsKey(block.hash())) {
      return;
    }
    Map<Integer, FragmentChain> before = blocks.getOrDefault(view.get().parentHash(), Map.of());
    Map<Integer, FragmentChain> chains = new TreeMap<>();
    for (int paraId : view.get().parachains()) {
      scope(view.get(), paraId)
          .ifPresent(scope -> {
            FragmentChain known = before.get(paraId);
            chains.put(
                paraId,
                known == null ? new FragmentChain(scope) : FragmentChain.following(known, scope));
          });
    }
    blocks.put(block.hash(), chains);
    leaves.remove(view.get().parentHash());
    leaves.put(block.hash(), block.number());
    // Who builds on a fork that is this far behind comes too late.
    leaves.values().removeIf(number -> number < block.number() - view.get().allowedAncestry());
  }

  private Optional<Scope> scope(RelayView view, int paraId) {
    Optional<BackingConstraints> limits = views.constraints(view.block().hash(), paraId);
    if (limits.isEmpty()) {
      return Optional.empty();
    }
    int turns = 0;
    for (int core : view.claimQueue().keySet()) {
      turns += view.turns(core, paraId);
    }
    return Optional.of(
        new Scope(relayParents(view), pending(view, paraId, limits.get()), limits.get(), turns));
  }

  /** The block and its ancestors whose children are of the same session. */
  private List<RelayParent> relayParents(RelayView view) {
    List<RelayParent> found = new ArrayList<>();
    Optional<RelayView> at = Optional.of(view);
    while (at.isPresent()
        && at.get().session() == view.session()
        && found.size() <= view.allowedAncestry()) {
      found.add(
          new RelayParent(
              at.get().block().hash(), at.get().block().number(), at.get().stateRoot()));
      at = views.at(at.get().parentHash());
    }
    return found;
  }

  private List<Scope.Pending> pending(RelayView view, int paraId, BackingConstraints limits) {
    List<Scope.Pending> found = new ArrayList<>();
    Bytes head = limits.requiredParent();
    for (CommittedCandidateReceipt receipt : views.pending(view.block().hash(), paraId)) {
      Optional<RelayParent> parent = views.relayParent(receipt.descriptor().relayParent());
      if (parent.isEmpty()) {
        return found;
      }
      PersistedValidationData data =
          new PersistedValidationData(
              head, parent.get().number(), parent.get().storageRoot(), limits.maxPovSize());
      found.add(new Scope.Pending(Prospect.of(receipt, data), parent.get()));
      head = receipt.commitments().headData();
    }
    return found;
  }

  private Optional<FragmentChain> chain(Hash256 block, int paraId) {
    return Optional.ofNullable(blocks.getOrDefault(block, Map.of()).get(paraId));
  }

  /** Somebody has seconded a candidate; nothing happens where it has no prospect. */
  public void add(Prospect candidate) {
    for (Map<Integer, FragmentChain> chains : blocks.values()) {
      FragmentChain chain = chains.get(candidate.paraId());
      if (chain != null) {
        chain.add(candidate);
      }
    }
  }

  /** A candidate that was added has votes enough. */
  public void noteBacked(Prospect candidate) {
    for (Map<Integer, FragmentChain> chains : blocks.values()) {
      FragmentChain chain = chains.get(candidate.paraId());
      if (chain != null) {
        chain.noteBacked(candidate.hash());
      }
    }
  }

  /**
   * Why nobody should care for a candidate, of which only this much is known: on no relay block
   * without children it may come next or later.
   */
  public Optional<ProspectRefusal> refusal(
      int paraId, Hash256 candidate, Hash256 relayParent, Hash256 parentHead) {
    Optional<ProspectRefusal> last =
        Optional.of(new ProspectRefusal.RelayParentOutOfScope(relayParent));
    for (Hash256 leaf : leaves.keySet()) {
      Optional<FragmentChain> chain = chain(leaf, paraId);
      if (chain.isPresent()) {
        Optional<ProspectRefusal> here =
            chain.get().contains(candidate)
                ? Optional.empty()
                : chain.get().refusal(candidate, relayParent, parentHead);
        if (here.isEmpty()) {
          return Optional.empty();
        }
        last = here;
      }
    }
    return last;
  }

  /** Why nobody should second or vouch for a candidate. */
  public Optional<ProspectRefusal> refusal(Prospect candidate) {
    Optional<ProspectRefusal> last =
        Optional.of(new ProspectRefusal.RelayParentOutOfScope(candidate.relayParent()));
    for (Hash256 leaf : leaves.keySet()) {
      Optional<FragmentChain> chain = chain(leaf, candidate.paraId());
      if (chain.isPresent()) {
        Optional<ProspectRefusal> here = chain.get().prospect(candidate);
        if (here.isEmpty()) {
          return Optional.empty();
        }
        last = here;
      }
    }
    return last;
  }

  /**
   * What a candidate on a head builds on.
   *
   * @param parentHead the hash of the head
   * @param given the head itself, from who says so, if he does
   * @return nothing when nobody knows the head
   */
  public Optional<PersistedValidationData> validationData(
      RelayView relayParent, int paraId, Hash256 parentHead, Optional<Bytes> given) {
    Optional<Bytes> head =
        given
            .filter(bytes -> Candidates.hash(bytes).equals(parentHead))
            .or(() ->
                blocks.values().stream()
                    .flatMap(chains -> Optional.ofNullable(chains.get(paraId)).stream())
                    .flatMap(chain -> chain.head(parentHead).stream())
                    .findFirst());
    return head.flatMap(bytes ->
        views
            .constraints(relayParent.block().hash(), paraId)
            .map(limits ->
                new PersistedValidationData(
                    bytes,
                    relayParent.block().number(),
                    relayParent.stateRoot(),
                    limits.maxPovSize())));
  }

  /**
   * The candidates of a parachain that a child of {@code block} may back, in their order.
   *
   * @param ancestors candidates that come before: those pending that become available
   * @param count at most so many
   */
  public List<Hash256> backable(Hash256 block, int paraId, Set<Hash256> ancestors, int count) {
    return chain(block, paraId).map(chain -> chain.backable(ancestors, count)).orElse(List.of());
  }
}
