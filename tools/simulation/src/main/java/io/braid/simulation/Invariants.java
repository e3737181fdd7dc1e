package io.braid.simulation;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.ChainListener;
import io.braid.primitives.Hash256;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What must hold whatever goes wrong: honest nodes never call two different blocks of one height
 * final, and no node dies but for want of power. And what must come back when nothing goes wrong
 * any more: blocks of every chain become final again.
 */
final class Invariants {
  /** One fork brings many. */
  private static final int MAX_VIOLATIONS = 10;

  /** A block that was called final first, and by whom. */
  private record Final(Hash256 block, String by) {}

  private final Map<String, TreeMap<Integer, Final>> finals = new LinkedHashMap<>();
  private final TreeMap<String, Throwable> bugs = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private final SimulatedWorld world;

  /** Of each chain the greatest height of its best block when the last fault was over. */
  private Map<String, Integer> toPass = Map.of();

  private long calmSinceMillis;
  private final Map<String, Duration> recovered = new LinkedHashMap<>();

  Invariants(SimulatedWorld world) {
    this.world = world;
  }

  /** Watches a chain of an honest node. */
  void watch(String node, SimulatedNode.Named watched) {
    watched
        .chain()
        .addListener(
            new ChainListener() {
              @Override
              public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
                finalised.forEach(block -> onFinal(node, watched.name(), block));
              }
            });
  }

  private void onFinal(String node, String chain, BlockRef block) {
    TreeMap<Integer, Final> known = finals.computeIfAbsent(chain, key -> new TreeMap<>());
    Final before = known.putIfAbsent(block.number(), new Final(block.hash(), node));
    if (before != null
        && !before.block().equals(block.hash())
        && violations.size() < MAX_VIOLATIONS) {
      violations.add(
          node
              + " called "
              + block
              + " of "
              + chain
              + " final, "
              + before.by()
              + " called "
              + before.block()
              + " final at this height");
    }
    Integer height = toPass.get(chain);
    if (height != null && block.number() > height) {
      recovered.putIfAbsent(chain, Duration.ofMillis(world.nowMillis() - calmSinceMillis));
    }
  }

  /**
   * The last fault is over.
   *
   * @param best the greatest height of each chain
   */
  void onCalm(Map<String, Integer> best) {
    calmSinceMillis = world.nowMillis();
    toPass = Map.copyOf(best);
  }

  /** Time is up: what should have come back must be back. */
  void onEnd() {
    for (String chain : new TreeMap<>(toPass).keySet()) {
      if (!recovered.containsKey(chain)) {
        violations.add(
            "no block of "
                + chain
                + " that was made after the last fault became final in "
                + (world.nowMillis() - calmSinceMillis) / 1_000
                + " s");
      }
    }
  }

  void onBug(String node, Throwable bug) {
    bugs.put(node, bug);
  }

  /** An honest validator was punished. */
  void onPunished(String node) {
    violations.add(node + " keeps to the rules and was disabled");
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  Map<String, Throwable> bugs() {
    return bugs;
  }

  /** How long after the last fault a new block of the chain was final. */
  Optional<Duration> recovered(String chain) {
    return Optional.ofNullable(recovered.get(chain));
  }
}
