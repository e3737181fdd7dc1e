package io.braid.consensus.babe;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Column;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.babe.BabeConfiguration;
import io.braid.runtime.api.babe.BabeConfigurationCodec;
import io.braid.runtime.api.babe.Epoch;
import io.braid.runtime.api.babe.EpochCodec;
import io.braid.trie.StateTrie;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@link EpochView} after each block. Stored for the blocks that begin an epoch; all others
 * have that of their parent.
 */
final class EpochViews {
  private static final Bytes PREFIX = Bytes.utf8("babe/epochs/");
  private static final int CACHED = 4_096;

  private final Chain chain;
  private final Map<Hash256, EpochView> cache =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Hash256, EpochView> eldest) {
          return size() > CACHED;
        }
      };

  EpochViews(Chain chain, BabeConfiguration genesis) {
    this.chain = chain;
    Hash256 block = chain.genesis().hash();
    if (stored(block).isEmpty()) {
      Batch batch = new Batch();
      put(batch, block, new EpochView.NotStarted(genesis));
      chain.database().commit(batch);
    }
  }

  /** What the genesis' runtime says; nothing when it is no BABE chain. */
  static Optional<BabeConfiguration> genesisConfiguration(Chain chain) {
    return chain.query(
        chain.genesis().hash(), "BabeApi_configuration", new byte[0], BabeConfigurationCodec.CODEC);
  }

  /** Nothing when the way back to the epoch's first block is not all here. */
  Optional<EpochView> after(Hash256 block) {
    List<Hash256> passed = new ArrayList<>();
    Hash256 at = block;
    while (true) {
      EpochView cached = cache.get(at);
      Optional<EpochView> found = cached != null ? Optional.of(cached) : stored(at);
      if (found.isPresent()) {
        passed.forEach(hash -> cache.put(hash, found.get()));
        cache.put(at, found.get());
        return found;
      }
      passed.add(at);
      Optional<Header> header = chain.header(at);
      if (header.isEmpty() || header.get().number() == 0) {
        return Optional.empty();
      }
      at = header.get().parentHash();
    }
  }

  private Optional<EpochView> stored(Hash256 block) {
    return chain
        .database()
        .get(Column.AUXILIARY, Bytes.concat(PREFIX, block.bytes()))
        .map(EpochViewCodec.CODEC::decodeAll);
  }

  /**
   * The view after a block, as the runtime on its state tells it; nothing when it does not.
   *
   * @param state of the block
   */
  static Optional<EpochView> told(Chain chain, StateTrie state) {
    Optional<Epoch> current = chain.query(state, "BabeApi_current_epoch", EpochCodec.CODEC);
    Optional<Epoch> next = chain.query(state, "BabeApi_next_epoch", EpochCodec.CODEC);
    return current.isEmpty() || next.isEmpty()
        ? Optional.empty()
        : Optional.of(new EpochView.Running(current.get(), next.get()));
  }

  static void put(Batch batch, Hash256 block, EpochView view) {
    batch.put(
        Column.AUXILIARY,
        Bytes.concat(PREFIX, block.bytes()),
        EpochViewCodec.CODEC.encodeToBytes(view));
  }
}
