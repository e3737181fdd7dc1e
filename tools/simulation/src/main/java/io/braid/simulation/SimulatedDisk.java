package io.braid.simulation;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.primitives.Bytes;
import java.util.Optional;

/**
 * A node's disk, which outlives it. Every life of the node has a way to it of its own, which ends
 * when the power does: what a dead node goes on doing comes to nothing. A commit during which the
 * power fails is on the disk wholly or not at all.
 */
final class SimulatedDisk {
  /** Ends what the node was doing. */
  static final class PowerLoss extends Error {
    PowerLoss() {
      super("the power failed", null, false, false);
    }
  }

  private final MemoryDatabase disk = new MemoryDatabase();

  /** The database of a node that is switched on now. */
  Powered powered() {
    return new Powered();
  }

  /** One life's way to the disk. */
  final class Powered implements Database {
    private boolean lost;
    private boolean failsNext;
    private boolean lastIsWritten;

    /** The power fails now. */
    void cut() {
      lost = true;
    }

    /**
     * The power fails during the next commit.
     *
     * @param written whether that one is on the disk afterwards
     */
    void cutDuringCommit(boolean written) {
      failsNext = true;
      lastIsWritten = written;
    }

    private void requirePower() {
      if (lost) {
        throw new PowerLoss();
      }
    }

    @Override
    public Optional<Bytes> get(Column column, Bytes key) {
      requirePower();
      return disk.get(column, key);
    }

    @Override
    public void commit(Batch batch) {
      requirePower();
      lost = failsNext;
      if (!lost || lastIsWritten) {
        disk.commit(batch);
      }
      requirePower();
    }
  }
}
