package io.braid.runtime.api.mmr;

import io.braid.primitives.Hash256;
import java.util.Optional;

/** The hashes of a mountain range's nodes, as far as they are known. */
@FunctionalInterface
public interface MmrNodes {
  Optional<Hash256> node(long position);
}
