package io.braid.consensus.pool;

import io.braid.primitives.Hash256;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Transactions that are not to be looked at for a while. When there are too many, the oldest goes.
 */
final class Bans {
  private static final int CAPACITY = 4_096;

  private final Map<Hash256, Instant> until = new LinkedHashMap<>();
  private final InstantSource clock;
  private final Duration time;

  Bans(InstantSource clock, Duration time) {
    this.clock = clock;
    this.time = time;
  }

  void add(Hash256 hash) {
    if (until.size() >= CAPACITY) {
      until.remove(until.keySet().iterator().next());
    }
    until.put(hash, clock.instant().plus(time));
  }

  boolean contains(Hash256 hash) {
    Instant end = until.get(hash);
    if (end != null && !end.isAfter(clock.instant())) {
      until.remove(hash);
      return false;
    }
    return end != null;
  }
}
