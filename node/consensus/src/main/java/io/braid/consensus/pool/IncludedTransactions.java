package io.braid.consensus.pool;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which of the pool's transactions are in blocks that are not final yet. */
final class IncludedTransactions {
  /** Blocks that are watched; beyond that, the oldest is given up. */
  static final int MAX_BLOCKS = 512;

  /** A transaction of a block. */
  record Inclusion(Hash256 transaction, int index) {}

  private final Map<Hash256, List<Inclusion>> byBlock = new LinkedHashMap<>();
  private final StatusListener statuses;

  IncludedTransactions(StatusListener statuses) {
    this.statuses = statuses;
  }

  void included(BlockRef block, Hash256 transaction, int index) {
    byBlock
        .computeIfAbsent(block.hash(), b -> new ArrayList<>())
        .add(new Inclusion(transaction, index));
    statuses.onStatus(transaction, new TransactionStatus.InBlock(block.hash(), index));
    if (byBlock.size() > MAX_BLOCKS) {
      Hash256 oldest = byBlock.keySet().iterator().next();
      for (Inclusion inclusion : byBlock.getOrDefault(oldest, List.of())) {
        statuses.onStatus(inclusion.transaction(), new TransactionStatus.FinalityTimeout(oldest));
      }
      byBlock.remove(oldest);
    }
  }

  void retracted(BlockRef block) {
    List<Inclusion> inclusions = byBlock.remove(block.hash());
    if (inclusions != null) {
      for (Inclusion inclusion : inclusions) {
        statuses.onStatus(inclusion.transaction(), new TransactionStatus.Retracted(block.hash()));
      }
    }
  }

  void finalised(BlockRef block) {
    List<Inclusion> inclusions = byBlock.remove(block.hash());
    if (inclusions != null) {
      for (Inclusion inclusion : inclusions) {
        statuses.onStatus(
            inclusion.transaction(),
            new TransactionStatus.Finalised(block.hash(), inclusion.index()));
      }
    }
  }
}
