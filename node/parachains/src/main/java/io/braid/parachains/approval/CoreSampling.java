package io.braid.parachains.approval;

import io.braid.parachains.gossip.ChaChaRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws cores without repetition, from a seed: the last steps of a Fisher–Yates shuffle, in the way
 * of the Rust crate {@code rand} 0.8, since everybody must draw the same.
 */
final class CoreSampling {
  /** However many samples a configuration asks for. */
  static final int MAX_SAMPLES = 40;

  private CoreSampling() {}

  /**
   * The drawn cores, in the order in which the shuffle leaves them.
   *
   * @param seed 32 bytes
   * @param cores of the session; drawn are numbers below this
   */
  static List<Integer> draw(byte[] seed, int samples, int cores) {
    ChaChaRandom source = new ChaChaRandom(seed);
    int[] shuffled = new int[cores];
    for (int i = 0; i < cores; i++) {
      shuffled[i] = i;
    }
    int end = cores - Math.min(MAX_SAMPLES, Math.min(samples, cores));
    for (int i = cores - 1; i >= end; i--) {
      int other = source.below(i + 1);
      int kept = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = kept;
    }
    List<Integer> drawn = new ArrayList<>();
    for (int i = end; i < cores; i++) {
      drawn.add(shuffled[i]);
    }
    return List.copyOf(drawn);
  }
}
