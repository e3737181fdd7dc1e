package io.braid.runtime.api.mmr;

import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the hashes of a mountain range are made. */
@FunctionalInterface
public interface MmrHashing {
  /** Keccak-256 on the chains that bridges follow. */
  byte[] hash(byte[] data);

  default Hash256 leaf(byte[] encoded) {
    return Hash256.of(hash(encoded));
  }

  default Hash256 merge(Hash256 left, Hash256 right) {
    byte[] both = Arrays.copyOf(left.unsafeArray(), 2 * Hash256.SIZE);
    System.arraycopy(right.unsafeArray(), 0, both, Hash256.SIZE, Hash256.SIZE);
    return Hash256.of(hash(both));
  }

  /** Peaks put together from right to left, the right one first; nothing of no peaks. */
  default Optional<Hash256> bag(List<Hash256> peaks) {
    if (peaks.isEmpty()) {
      return Optional.empty();
    }
    List<Hash256> rest = new ArrayList<>(peaks);
    Hash256 bagged = rest.remove(rest.size() - 1);
    while (!rest.isEmpty()) {
      bagged = merge(bagged, rest.remove(rest.size() - 1));
    }
    return Optional.of(bagged);
  }
}
