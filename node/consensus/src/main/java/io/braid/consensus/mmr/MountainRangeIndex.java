package io.braid.consensus.mmr;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.OffchainIndex;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.Results;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.mmr.MmrError;
import io.braid.runtime.api.mmr.MmrErrorCodec;
import io.braid.runtime.api.mmr.MmrKeys;
import io.braid.runtime.api.mmr.MmrShape;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.List;
import java.util.Optional;

/**
 * Moves the nodes of the mountain range that final blocks added to where they stay, and drops those
 * of blocks that lost. Until then they lie under keys with their block's parent, which the runtime
 * cannot name any more when that is long ago. Goes on after a power cut where it stopped.
 */
public final class MountainRangeIndex implements ChainListener {
  private static final Bytes MOVED = Bytes.utf8("mmr/moved");
  private static final Codec<Result<Long, MmrError>> COUNT =
      Results.codec(Codecs.U64, MmrErrorCodec.CODEC);

  private final Chain chain;
  private final OffchainIndex index;

  public MountainRangeIndex(Chain chain) {
    this.chain = chain;
    index = new OffchainIndex(chain.database());
  }

  @Override
  public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
    BlockRef last = finalised.getLast();
    Optional<Integer> first = firstBlock(last);
    if (first.isEmpty()) {
      return;
    }
    Batch batch = new Batch();
    int begin = Math.max(first.get(), moved() + 1);
    for (int number = begin; number <= last.number(); number++) {
      Optional<Header> header = chain.hashAt(number).flatMap(chain::header);
      // Behind a jump there are blocks that were never executed here.
      if (header.isPresent()) {
        move(batch, header.get(), first.get());
      }
    }
    for (BlockRef lost : discarded) {
      Optional<Header> header = chain.header(lost.hash());
      if (header.isPresent() && lost.number() >= first.get()) {
        drop(batch, header.get(), first.get());
      }
    }
    batch.put(Column.AUXILIARY, MOVED, new ScaleWriter(4).u32(last.number()).toBytes());
    chain.database().commit(batch);
  }

  /** The first block that added a leaf; nothing when the chain has no range. */
  private Optional<Integer> firstBlock(BlockRef block) {
    return chain
        .query(block.hash(), "MmrApi_mmr_leaf_count", new byte[0], COUNT)
        .flatMap(answer ->
            answer instanceof Result.Ok<Long, MmrError>(Long count)
                    && count > 0
                    && count <= block.number()
                ? Optional.of((int) (block.number() - count + 1))
                : Optional.empty());
  }

  private int moved() {
    return chain
        .database()
        .get(Column.AUXILIARY, MOVED)
        .map(value -> new ScaleReader(value).u32())
        .orElse(0);
  }

  private void move(Batch batch, Header header, int first) {
    for (long position : MmrShape.addedBy(header.number() - first)) {
      Bytes fork = MmrKeys.ofFork(position, header.parentHash());
      Optional<Bytes> node = index.get(fork);
      if (node.isPresent()) {
        OffchainIndex.put(batch, MmrKeys.ofFinal(position), node.get());
        OffchainIndex.remove(batch, fork);
      }
    }
  }

  private static void drop(Batch batch, Header header, int first) {
    Hash256 parent = header.parentHash();
    for (long position : MmrShape.addedBy(header.number() - first)) {
      OffchainIndex.remove(batch, MmrKeys.ofFork(position, parent));
    }
  }
}
