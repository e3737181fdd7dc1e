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
  private Watch firsts = (node, chain, block) -> {};

  /** Hears of each block that an honest node calls final. */
  interface Watch {
    void onFinal(String node, SimulatedNode.Named chain, BlockRef block);
  }

  /** Of each chain the greatest height of its best block when the last fault was over. */
  private Map<String, Integer> toPass = Map.of();

  private long calmSinceMillis;
  private final Map<String, Duration> recovered = new LinkedHashMap<>();

  Invariants(SimulatedWorld world) {
    this.world = world;
  }

  /** Has somebody else hear of final blocks too. */
  void also(Watch other) {
    firsts = other;
  }

  /** Watches a chain of an honest node. */
  void watch(String node, SimulatedNode.Named watched) {
    watched
        .chain()
        .addListener(
            new ChainListener() {
              @Override
              public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
                finalised.forEach(block -> {
                  onFinal(node, watched.name(), block);
                  firsts.onFinal(node, watched, block);
                });
              }
            });
  }

  private void onFinal(String node, String chain, BlockRef block) {
    TreeMap<Integer, Final> known = finals.computeIfAbsent(chain, key -> new TreeMap<>());
    Final before = known.putIfAbsent(block.number(), new Final(block.hash(), node));
    if (before != null && !before.block().equals(block.hash())) {
      violated(
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

  /**
   * Time is up: what should have come back must be back.
   *
   * @param disabled whether validators are disabled: then the relay chain must be back, but a
   *     parachain whose group they are may have to wait until groups are made anew
   */
  void onEnd(String relay, boolean disabled) {
    for (String chain : new TreeMap<>(toPass).keySet()) {
      if (!recovered.containsKey(chain) && (!disabled || chain.equals(relay))) {
        violated(
            "no block of "
                + chain
                + " that was made after the last fault became final in "
                + (world.nowMillis() - calmSinceMillis) / 1_000
                + " s");
      }
    }
  }

  /** Something is that must never be. */
  void violated(String what) {
    if (violations.size() < MAX_VIOLATIONS && !violations.contains(what)) {
      violations.add(what);
    }
  }

  /** An honest node found that another one breaks the rules. */
  void onReport(String by, String about, String reason) {
    violated(by + " reported " + about + ", which keeps to the rules: " + reason);
  }

  void onBug(String node, Throwable bug) {
    bugs.put(node, bug);
  }

  /** An honest validator was punished. */
  void onPunished(String node) {
    violated(node + " keeps to the rules and was disabled");
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
