package io.braid.runtime.api.mmr;

import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts the peaks at the right end of a range together, where nobody needs them one by one. */
final class Bagging {
  private Bagging() {}

  /**
   * The hashes of nodes; nothing when one is not known.
   *
   * @param run how many peaks at the end to put together to one
   */
  static Optional<List<Hash256>> hashes(
      MmrHashing hashing, MmrNodes nodes, List<Long> positions, int run) {
    List<Hash256> hashes = new ArrayList<>();
    for (long position : positions) {
      Optional<Hash256> hash = nodes.node(position);
      if (hash.isEmpty()) {
        return Optional.empty();
      }
      hashes.add(hash.get());
    }
    if (run > 1) {
      List<Hash256> end = hashes.subList(hashes.size() - run, hashes.size());
      Hash256 bagged = hashing.bag(end).orElseThrow();
      end.clear();
      hashes.add(bagged);
    }
    return Optional.of(List.copyOf(hashes));
  }
}
