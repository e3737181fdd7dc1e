package io.braid.simulation.byzantine;

import io.braid.consensus.chain.ChainView;
import io.braid.consensus.ports.Keystore;
import io.braid.consensus.ports.Timers;
import io.braid.executor.pvf.PvfHost;
import io.braid.network.NodeNetwork;
import io.braid.parachains.candidate.Candidates;
import io.braid.parachains.candidate.PoV;
import io.braid.parachains.pvf.PvfWorkers;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateCommitments;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * What those who do not keep to the rules know together, and what they have done. Some attack until
 * {@link #end}; those who only fail to do their part never do it.
 */
public final class Conspiracy {
  private final PvfHost sandbox;
  private final SplittableRandom random;
  private final Timers timers;
  private final Map<Hash256, CandidateCommitments> claims = new LinkedHashMap<>();
  private final Map<Hash256, Lie> lies = new LinkedHashMap<>();
  private final TreeMap<String, Integer> harm = new TreeMap<>();
  private List<Bytes> backers = List.of();
  private boolean over;

  /**
   * @param sandbox runs validation functions
   * @param timers of the world, not of a node
   */
  public Conspiracy(PvfHost sandbox, SplittableRandom random, Timers timers) {
    this.sandbox = sandbox;
    this.random = random;
    this.timers = timers;
  }

  /** These validators back and approve garbage, by their keys of type {@code para}. */
  public void conspire(List<Bytes> keys) {
    backers = List.copyOf(keys);
  }

  /** The network as a node in a role has it. */
  public NodeNetwork network(Attack role, NodeNetwork honest) {
    return switch (role) {
      case WITHHOLDING -> new TamperedNetwork(honest, new Withholding(this, random.split()));
      case FLOODING -> new FloodedNetwork(honest, this, timers, random.split());
      case LAZY -> new TamperedNetwork(honest, new Laziness(this));
      case CENSORING -> new TamperedNetwork(honest, new Censorship(this));
      case GARBAGE, APPROVING, DISPUTING -> honest;
    };
  }

  /**
   * The relay chain's network as a collator has it that makes invalid candidates.
   *
   * @param paraId whose
   * @param keys its own
   * @param relayChains as those see them who conspire with it
   */
  public NodeNetwork colluding(
      NodeNetwork honest,
      int paraId,
      Keystore keys,
      Supplier<List<? extends ChainView>> relayChains) {
    return new TamperedNetwork(
        honest,
        new GarbageCollator(
            paraId,
            this,
            new LieMaker(sandbox, keys, random.split()),
            relayChains,
            random.split()));
  }

  /** What a node in a role judges candidates with. */
  public PvfWorkers workers(Attack role, PvfWorkers honest) {
    return switch (role) {
      case GARBAGE, APPROVING, DISPUTING -> new LyingWorkers(honest, role, this, random.split());
      case WITHHOLDING, FLOODING, LAZY, CENSORING -> honest;
    };
  }

  /** The attacks are over. */
  public void end() {
    over = true;
  }

  boolean isActive() {
    return !over;
  }

  /** How many of these validators conspire. */
  long conspiring(List<Bytes> validators) {
    return validators.stream().filter(backers::contains).count();
  }

  void agree(Lie lie) {
    Hash256 hash = Candidates.hash(lie.collation().receipt());
    lies.put(hash, lie);
    claims.put(Candidates.hash(lie.collation().pov()), lie.commitments());
    did("invalid candidates offered");
  }

  /** What liars say that a block does; nothing about a block that is no lie. */
  Optional<CandidateCommitments> claimed(Bytes blockData) {
    return Optional.ofNullable(claims.get(Candidates.hash(new PoV(blockData))));
  }

  Optional<Lie> lie(Hash256 candidate) {
    return Optional.ofNullable(lies.get(candidate));
  }

  /** The hashes of all invalid candidates that were made. */
  public Set<Hash256> garbage() {
    return Collections.unmodifiableSet(lies.keySet());
  }

  /** Something was done that is against the rules, or came of it. */
  public void did(String what) {
    harm.merge(what, 1, Integer::sum);
  }

  /** How often what was done. */
  public SortedMap<String, Integer> harm() {
    return Collections.unmodifiableSortedMap(harm);
  }
}
