package io.braid.executor.host;

import io.braid.primitives.Bytes;
import java.util.Optional;

/**
 * What a node keeps beside its chain's state, for calls that answer it: above all what blocks put
 * into the off-chain index.
 */
@FunctionalInterface
public interface OffchainReads {
  Optional<Bytes> get(Bytes key);
}
