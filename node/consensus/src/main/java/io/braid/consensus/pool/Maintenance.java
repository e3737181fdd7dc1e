package io.braid.consensus.pool;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.TransactionSource;
import io.braid.runtime.api.TransactionValidityError;
import io.braid.runtime.api.ValidTransaction;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a new best block means for the pool: what it includes leaves, what it retracts comes back,
 * what it provides is no longer required, and some of the rest is validated again.
 */
final class Maintenance {
  /** Transactions that are validated again after each block, those that waited longest first. */
  private static final int REVALIDATED_PER_BLOCK = 64;

  private final Chain chain;
  private final PoolQueues queues;
  private final Bans bans;
  private final IncludedTransactions included;
  private final StatusListener statuses;
  private final Consumer<Bytes> resubmit;

  /**
   * @param resubmit takes in extrinsics of retracted blocks that no enacted block has
   */
  Maintenance(
      Chain chain,
      PoolQueues queues,
      Bans bans,
      IncludedTransactions included,
      StatusListener statuses,
      Consumer<Bytes> resubmit) {
    this.chain = chain;
    this.queues = queues;
    this.bans = bans;
    this.included = included;
    this.statuses = statuses;
    this.resubmit = resubmit;
  }

  /** The best chain changed. */
  void onBestChanged(List<BlockRef> retracted, List<BlockRef> enacted) {
    Map<Hash256, Bytes> homeless = new LinkedHashMap<>();
    for (BlockRef block : retracted) {
      included.retracted(block);
      for (Bytes extrinsic : chain.body(block.hash()).orElse(List.of())) {
        homeless.put(TransactionPool.hash(extrinsic), extrinsic);
      }
    }
    Set<Bytes> provided = new LinkedHashSet<>();
    for (BlockRef block : enacted) {
      include(block, homeless, provided);
    }
    queues.satisfy(provided);
    homeless.values().forEach(resubmit);
    revalidate();
  }

  private void include(BlockRef block, Map<Hash256, Bytes> homeless, Set<Bytes> provided) {
    List<Bytes> body = chain.body(block.hash()).orElse(List.of());
    for (int i = 0; i < body.size(); i++) {
      Hash256 hash = TransactionPool.hash(body.get(i));
      boolean returned = homeless.remove(hash) != null;
      Optional<Pooled> ours = queues.remove(hash);
      if (ours.isPresent()) {
        provided.addAll(ours.get().validity().provides());
      } else if (!queues.isEmpty()) {
        provided.addAll(tagsOf(block, body.get(i)));
      }
      if (ours.isPresent() || returned) {
        included.included(block, hash, i);
      }
    }
  }

  /** What an extrinsic that was never here provides; nothing for inherents. */
  private List<Bytes> tagsOf(BlockRef block, Bytes extrinsic) {
    Optional<Header> header = chain.header(block.hash());
    return header.isPresent()
            && Validity.ask(chain, header.get().parentHash(), TransactionSource.IN_BLOCK, extrinsic)
                instanceof Validity.Valid(ValidTransaction valid)
        ? valid.provides()
        : List.of();
  }

  /** Asks again about some that waited longest, and about all whose answer has run out. */
  private void revalidate() {
    int left = REVALIDATED_PER_BLOCK;
    for (Pooled entry : queues.all()) {
      boolean ranOut = entry.validUntil() < chain.best().number();
      if (ranOut || left-- > 0) {
        revalidate(entry);
      }
    }
    queues.settle();
  }

  private void revalidate(Pooled entry) {
    BlockRef best = chain.best();
    switch (Validity.ask(chain, best.hash(), entry.source(), entry.extrinsic())) {
      // Behind the others, so that these come first the next time.
      case Validity.Valid(ValidTransaction valid) ->
          queues.replace(
              Pooled.at(
                  best.number(),
                  entry.hash(),
                  entry.extrinsic(),
                  entry.source(),
                  valid,
                  entry.order()));
      case Validity.Refused(TransactionValidityError error) -> {
        queues.remove(entry.hash());
        bans.add(entry.hash());
        statuses.onStatus(entry.hash(), new TransactionStatus.Invalid());
      }
      case Validity.NoAnswer(String reason) -> {}
    }
  }
}
