package io.braid.consensus.chain;

import java.util.concurrent.Executor;

/**
 * How a chain is kept and worked on.
 *
 * @param pruning which blocks' states are kept
 * @param workers where a block's signatures are checked while it is executed; may run what it is
 *     given at once
 * @param forkChoice how the best block is found
 */
public record ChainSettings(StatePruning pruning, Executor workers, ForkChoice forkChoice) {
  /** Keeps every state and works on the calling thread only. */
  public static final ChainSettings ARCHIVE =
      new ChainSettings(StatePruning.ARCHIVE, Runnable::run, ForkChoice.HEAVIEST);
}
