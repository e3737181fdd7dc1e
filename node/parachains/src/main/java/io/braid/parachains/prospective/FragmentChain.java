package io.braid.parachains.prospective;

import io.braid.parachains.relay.RelayParent;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.BackingConstraints;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A parachain's prospects on one relay block: the chain of candidates that wait for availability
 * and of backed ones behind them, and those that may join it later: not backed yet, or with a
 * parent that is not here. Forks are possible until one of them is backed; then the lower hash
 * wins.
 *
 * <p>Candidates are bounded by who may second them: {@value #MAX_UNCONNECTED} beside the chain, and
 * later ones are refused.
 */
final class FragmentChain {
  private static final int MAX_UNCONNECTED = 256;

  /** A candidate of the chain, and what is asked of the next one. */
  private record Fragment(Prospect candidate, RelayParent relayParent, BackingConstraints after) {}

  private final Scope scope;
  private List<Fragment> chain = List.of();

  /** Candidates beside the chain. */
  private Map<Hash256, Prospect> unconnected = new LinkedHashMap<>();

  /** Those of all candidates that are backed. */
  private final Set<Hash256> backed = new LinkedHashSet<>();

  /** A chain with only what waits for availability. */
  FragmentChain(Scope scope) {
    this.scope = scope;
    build(new LinkedHashMap<>());
  }

  /** The chain on a child of the other's relay block, with all that may still come. */
  static FragmentChain following(FragmentChain other, Scope scope) {
    FragmentChain next = new FragmentChain(scope);
    Map<Hash256, Prospect> all = new LinkedHashMap<>(other.unconnected);
    for (Fragment fragment : other.chain) {
      // What was pending is pending still, or was included or given up.
      if (other.scope.pending(fragment.candidate().hash()).isEmpty()) {
        all.put(fragment.candidate().hash(), fragment.candidate());
        next.backed.add(fragment.candidate().hash());
      }
    }
    other.backed.stream().filter(all::containsKey).forEach(next.backed::add);
    next.build(all);
    return next;
  }

  /** The hashes of the chain's candidates, pending ones first. */
  List<Hash256> chain() {
    return chain.stream().map(fragment -> fragment.candidate().hash()).toList();
  }

  Set<Hash256> unconnected() {
    return Set.copyOf(unconnected.keySet());
  }

  boolean contains(Hash256 candidate) {
    return unconnected.containsKey(candidate) || inChain(candidate);
  }

  private boolean inChain(Hash256 candidate) {
    return chain.stream().anyMatch(each -> each.candidate().hash().equals(candidate));
  }

  /** Takes a candidate in that somebody has seconded, or says why not. */
  Optional<ProspectRefusal> add(Prospect candidate) {
    Optional<ProspectRefusal> refusal =
        contains(candidate.hash())
            ? Optional.of(new ProspectRefusal.AlreadyKnown(candidate.hash()))
            : refusal(candidate);
    if (refusal.isPresent()) {
      return refusal;
    }
    if (unconnected.size() >= MAX_UNCONNECTED) {
      return Optional.of(
          new ProspectRefusal.TooMuch(
              "a number of candidates beside the chain", MAX_UNCONNECTED, MAX_UNCONNECTED + 1));
    }
    unconnected.put(candidate.hash(), candidate);
    return Optional.empty();
  }

  /** Why a candidate could not join; nothing when it may, or has. */
  Optional<ProspectRefusal> prospect(Prospect candidate) {
    return contains(candidate.hash()) ? Optional.empty() : refusal(candidate);
  }

  /** A candidate has votes enough: it may join the chain, with those that waited for it. */
  void noteBacked(Hash256 candidate) {
    if (inChain(candidate) || !unconnected.containsKey(candidate) || !backed.add(candidate)) {
      return;
    }
    Map<Hash256, Prospect> all = new LinkedHashMap<>(unconnected);
    for (Fragment fragment : chain) {
      all.put(fragment.candidate().hash(), fragment.candidate());
      backed.add(fragment.candidate().hash());
    }
    build(all);
  }

  /**
   * The candidates that may be backed on chain next.
   *
   * @param ancestors candidates that come before them: pending ones that become available
   * @param count at most so many
   */
  List<Hash256> backable(Set<Hash256> ancestors, int count) {
    int from = 0;
    while (from < chain.size() && ancestors.contains(chain.get(from).candidate().hash())) {
      from++;
    }
    List<Hash256> found = new ArrayList<>();
    for (int i = from; i < chain.size() && found.size() < count; i++) {
      Hash256 hash = chain.get(i).candidate().hash();
      if (scope.pending(hash).isPresent()) {
        break;
      }
      found.add(hash);
    }
    return found;
  }

  /** The head with a hash, if it is the included one or any candidate's. */
  Optional<Bytes> head(Hash256 hash) {
    if (scope.includedHead().equals(hash)) {
      return Optional.of(scope.constraints().requiredParent());
    }
    List<Prospect> all = new ArrayList<>();
    chain.forEach(fragment -> all.add(fragment.candidate()));
    all.addAll(unconnected.values());
    for (Prospect each : all) {
      if (each.head().equals(hash)) {
        return Optional.of(each.receipt().commitments().headData());
      }
      if (each.parentHead().equals(hash)) {
        return Optional.of(each.data().parentHead());
      }
    }
    return Optional.empty();
  }

  /** Why a candidate, of which only this much is known, can never join; nothing while it may. */
  Optional<ProspectRefusal> refusal(Hash256 candidate, Hash256 relayParent, Hash256 parentHead) {
    Optional<RelayParent> at = scope.relayParent(relayParent);
    if (at.isEmpty()) {
      return Optional.of(new ProspectRefusal.RelayParentOutOfScope(relayParent));
    }
    int earliest =
        chain.stream()
            .filter(each -> scope.pending(each.candidate().hash()).isPresent())
            .reduce((before, last) -> last)
            .map(last -> last.relayParent().number())
            .orElse(scope.earliest().number());
    if (at.get().number() < earliest) {
      return Optional.of(new ProspectRefusal.RelayParentMovesBack(earliest, at.get().number()));
    }
    Optional<Hash256> fork =
        chain.stream()
            .map(Fragment::candidate)
            .filter(each -> each.parentHead().equals(parentHead))
            .map(Prospect::hash)
            .findFirst();
    if (fork.isPresent()
        && (scope.pending(fork.get()).isPresent() || fork.get().compareTo(candidate) < 0)) {
      return Optional.of(new ProspectRefusal.WorseFork(fork.get()));
    }
    Optional<Fragment> parent = making(parentHead);
    return parent.isPresent() && at.get().number() < parent.get().relayParent().number()
        ? Optional.of(
            new ProspectRefusal.RelayParentMovesBack(
                parent.get().relayParent().number(), at.get().number()))
        : Optional.empty();
  }

  /** The candidate of the chain that makes a head. */
  private Optional<Fragment> making(Hash256 head) {
    return chain.stream().filter(each -> each.candidate().head().equals(head)).findFirst();
  }

  private Optional<ProspectRefusal> refusal(Prospect candidate) {
    if (candidate.head().equals(candidate.parentHead())) {
      return Optional.of(new ProspectRefusal.Cycle(candidate.head()));
    }
    Optional<ProspectRefusal> known =
        refusal(candidate.hash(), candidate.relayParent(), candidate.parentHead());
    if (known.isPresent()) {
      return known;
    }
    Optional<BackingConstraints> limits =
        making(candidate.parentHead())
            .map(Fragment::after)
            .or(() ->
                candidate.parentHead().equals(scope.includedHead())
                    ? Optional.of(scope.constraints())
                    : Optional.empty());
    if (limits.isEmpty()) {
      // Its parent is not here: nothing else can be said.
      return Optional.empty();
    }
    return cycle(chain, candidate)
        .or(() ->
            Inclusion.refusal(
                limits.get(), scope.relayParent(candidate.relayParent()).orElseThrow(), candidate));
  }

  private static Optional<ProspectRefusal> cycle(List<Fragment> chain, Prospect candidate) {
    boolean again =
        chain.stream()
            .map(Fragment::candidate)
            .anyMatch(each ->
                each.parentHead().equals(candidate.head()) || each.head().equals(candidate.head()));
    return again ? Optional.of(new ProspectRefusal.Cycle(candidate.head())) : Optional.empty();
  }

  /** Builds the chain anew out of candidates, and keeps those that may still join. */
  private void build(Map<Hash256, Prospect> all) {
    scope.pending().forEach(each -> all.put(each.candidate().hash(), each.candidate()));
    List<Fragment> longer = new ArrayList<>();
    BackingConstraints limits = scope.constraints();
    Hash256 head = scope.includedHead();
    int earliest = scope.earliest().number();
    while (longer.size() < scope.pending().size() + scope.maxBackable()) {
      Optional<Fragment> next = next(all, longer, limits, head, earliest);
      if (next.isEmpty()) {
        break;
      }
      longer.add(next.get());
      limits = next.get().after();
      head = next.get().candidate().head();
      earliest = next.get().relayParent().number();
    }
    chain = List.copyOf(longer);
    longer.forEach(fragment -> all.remove(fragment.candidate().hash()));
    scope.pending().forEach(each -> all.remove(each.candidate().hash()));
    trim(all);
    unconnected = new LinkedHashMap<>();
    all.forEach((hash, candidate) -> {
      if (refusal(candidate).isEmpty()) {
        unconnected.put(hash, candidate);
      }
    });
    backed.removeIf(hash -> !unconnected.containsKey(hash));
  }

  /** The best candidate to come next: the pending one, or the backed one with the lowest hash. */
  private Optional<Fragment> next(
      Map<Hash256, Prospect> all,
      List<Fragment> before,
      BackingConstraints limits,
      Hash256 head,
      int earliest) {
    List<Fragment> possible = new ArrayList<>();
    for (Prospect candidate : all.values()) {
      Optional<Scope.Pending> pending = scope.pending(candidate.hash());
      Optional<RelayParent> at =
          pending
              .map(Scope.Pending::relayParent)
              .or(() -> scope.relayParent(candidate.relayParent()));
      if (!candidate.parentHead().equals(head)
          || at.isEmpty()
          || pending.isEmpty() && !backed.contains(candidate.hash())
          || at.get().number() < earliest && !(pending.isPresent() && before.isEmpty())
          || cycle(before, candidate).isPresent()) {
        continue;
      }
      // What is on chain was checked when it was backed there, maybe on an older relay parent.
      if (pending.isPresent() || Inclusion.refusal(limits, at.get(), candidate).isEmpty()) {
        possible.add(
            new Fragment(candidate, at.get(), Inclusion.after(limits, at.get(), candidate)));
      }
    }
    return possible.stream()
        .min(
            Comparator.comparing(
                    (Fragment each) -> scope.pending(each.candidate().hash()).isEmpty())
                .thenComparing(each -> each.candidate().hash()));
  }

  /** Drops the forks that the chain has decided against, with all that builds on them. */
  private void trim(Map<Hash256, Prospect> all) {
    record Head(Hash256 hash, boolean kept) {}
    ArrayDeque<Head> heads = new ArrayDeque<>();
    if (chain.isEmpty()) {
      heads.add(new Head(scope.includedHead(), true));
    }
    chain.forEach(each -> heads.add(new Head(each.candidate().parentHead(), true)));
    Set<Hash256> seen = new LinkedHashSet<>();
    while (!heads.isEmpty()) {
      Head parent = heads.removeFirst();
      seen.add(parent.hash());
      for (Prospect child : List.copyOf(all.values())) {
        if (!child.parentHead().equals(parent.hash()) || seen.contains(child.head())) {
          continue;
        }
        boolean kept = parent.kept() && refusal(child).isEmpty();
        if (!kept) {
          all.remove(child.hash());
        }
        heads.add(new Head(child.head(), kept));
      }
    }
  }
}
