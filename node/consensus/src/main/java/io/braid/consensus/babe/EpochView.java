package io.braid.consensus.babe;

import io.braid.runtime.api.babe.BabeAuthority;
import io.braid.runtime.api.babe.BabeConfiguration;
import io.braid.runtime.api.babe.BabeConsensusLog;
import io.braid.runtime.api.babe.BabeEpochConfiguration;
import io.braid.runtime.api.babe.Epoch;
import io.braid.runtime.api.babe.NextConfigDescriptor;
import io.braid.scale.Scale;
import java.util.List;
import java.util.Optional;

/** The epochs as they stand after a block: what its children's slots are judged by. */
@Scale(path = "braid_consensus::babe::EpochView")
sealed interface EpochView {
  /** The epoch of a child in {@code slot}, which is after this block's. */
  Epoch epochOf(long slot);

  /** Whether a child in {@code slot} is the first block of its epoch. */
  boolean begins(long slot);

  /** The view after a child in {@code slot} that begins an epoch and announces the next. */
  default EpochView after(
      long slot, BabeConsensusLog.NextEpochData announced, Optional<NextConfigDescriptor> config) {
    Epoch current = epochOf(slot);
    BabeEpochConfiguration next =
        config
            .map(descriptor ->
                switch (descriptor) {
                  case NextConfigDescriptor.V1 v1 ->
                      new BabeEpochConfiguration(v1.c(), v1.allowedSlots());
                })
            .orElse(current.config());
    return new Running(
        current,
        new Epoch(
            current.epochIndex() + 1,
            current.endSlot(),
            current.duration(),
            announced.authorities(),
            announced.randomness(),
            next));
  }

  /** After block 0: the first epoch begins with the slot of block 1. */
  record NotStarted(BabeConfiguration configuration) implements EpochView {
    @Override
    public Epoch epochOf(long slot) {
      List<BabeAuthority> authorities = configuration.authorities();
      return new Epoch(
          0,
          slot,
          configuration.epochLength(),
          authorities,
          configuration.randomness(),
          new BabeEpochConfiguration(configuration.c(), configuration.allowedSlots()));
    }

    @Override
    public boolean begins(long slot) {
      return true;
    }
  }

  /**
   * @param current the epoch of this block
   * @param next the one that was announced when {@code current} began
   */
  record Running(Epoch current, Epoch next) implements EpochView {
    /**
     * When no block was made in a whole epoch or more, what was announced for the next epoch holds
     * for the one that the slot falls in.
     */
    @Override
    public Epoch epochOf(long slot) {
      if (!begins(slot)) {
        return current;
      }
      long skipped = (slot - next.startSlot()) / next.duration();
      return skipped == 0
          ? next
          : new Epoch(
              next.epochIndex() + skipped,
              next.startSlot() + skipped * next.duration(),
              next.duration(),
              next.authorities(),
              next.randomness(),
              next.config());
    }

    @Override
    public boolean begins(long slot) {
      return slot >= current.endSlot();
    }
  }
}
