package io.braid.frame.system;

import io.braid.runtime.api.Weight;
import io.braid.scale.Scale;

/**
 * What a read and a write of the database cost, in picoseconds. The figures are those published for
 * RocksDB on the reference machine.
 */
@Scale(path = "sp_weights::RuntimeDbWeight")
public record RuntimeDbWeight(long read, long write) {
  public static final RuntimeDbWeight ROCKS_DB = new RuntimeDbWeight(25_000_000, 100_000_000);

  public Weight of(int reads, int writes) {
    return new Weight(read * reads + write * writes, 0);
  }
}
