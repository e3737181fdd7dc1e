package io.braid.service.standalone;

import io.braid.consensus.babe.BabeEngine;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainSettings;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.ForkChoice;
import io.braid.consensus.chain.Genesis;
import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.importing.BlockImporter;
import io.braid.consensus.importing.ImportResult;
import io.braid.consensus.importing.IncomingBlock;
import io.braid.consensus.importing.InherentDataProvider;
import io.braid.executor.Executor;
import java.time.InstantSource;
import java.util.List;

/**
 * Imports blocks of a relay chain without a network: seals are verified, blocks executed, state
 * roots compared, as when peers send them. Justifications are not looked at.
 */
public final class BlockImport {
  private final Chain chain;
  private final BlockImporter importer;

  /**
   * @throws IllegalArgumentException when the genesis has no BABE, or the database another chain
   */
  public BlockImport(
      Database database,
      Executor executor,
      Genesis genesis,
      StatePruning pruning,
      InstantSource clock) {
    chain =
        Chain.open(
            database,
            executor,
            genesis,
            new ChainSettings(pruning, Runnable::run, ForkChoice.HEAVIEST));
    importer =
        new BlockImporter(
            chain,
            BabeEngine.of(chain, found -> {}),
            List.of(InherentDataProvider.TIMESTAMP, InherentDataProvider.BABE_SLOT),
            clock);
  }

  public ImportResult offer(IncomingBlock block) {
    return importer.offer(block);
  }

  public Chain chain() {
    return chain;
  }
}
