package io.braid.consensus.node;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.primitives.Bytes;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A node's way to a disk that outlives it: the power fails during one of its commits. Those before
 * are durable, this one is so wholly or not at all, and whatever the node does afterwards comes to
 * nothing.
 */
final class PowerLossDisk implements Database {
  /** Ends what the node was doing. */
  static final class PowerLoss extends Error {
    final PowerLossDisk disk;

    PowerLoss(PowerLossDisk disk) {
      super("the power failed", null, false, false);
      this.disk = disk;
    }
  }

  private final Database disk;
  private int commitsLeft;
  private final boolean lastIsWritten;
  private final Predicate<Batch.Write> forgotten;
  private boolean lost;

  /**
   * @param commits how many come through before the one during which the power fails
   * @param lastIsWritten whether that one is on the disk afterwards
   * @param forgotten writes that never reach the disk
   */
  PowerLossDisk(
      Database disk, int commits, boolean lastIsWritten, Predicate<Batch.Write> forgotten) {
    this.disk = disk;
    commitsLeft = commits;
    this.lastIsWritten = lastIsWritten;
    this.forgotten = forgotten;
  }

  /** Whether the power failed. */
  boolean isLost() {
    return lost;
  }

  /** Takes the power away between two commits. */
  void cut() {
    lost = true;
  }

  private void requirePower() {
    if (lost) {
      throw new PowerLoss(this);
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
    lost = commitsLeft-- == 0;
    if (!lost || lastIsWritten) {
      disk.commit(withoutForgotten(batch));
    }
    requirePower();
  }

  private Batch withoutForgotten(Batch batch) {
    Batch kept = new Batch();
    for (Batch.Write write : batch.writes()) {
      if (!forgotten.test(write)) {
        write
            .value()
            .ifPresentOrElse(
                value -> kept.put(write.column(), write.key(), value),
                () -> kept.remove(write.column(), write.key()));
      }
    }
    return kept;
  }
}
