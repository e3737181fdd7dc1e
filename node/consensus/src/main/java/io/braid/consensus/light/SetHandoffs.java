package io.braid.consensus.light;

import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.ChainListener;
import io.braid.consensus.chain.Column;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The numbers of the final blocks at which the voters changed, ascending: four bytes for each set
 * that the chain ever had. Kept in the database, with the number up to which blocks were looked at,
 * so that a node that stopped in between looks at the rest.
 */
final class SetHandoffs {
  private static final Bytes KEY = Bytes.utf8("light/handoffs");
  private static final int MAX_SETS = 1 << 24;
  private static final Codec<List<Integer>> NUMBERS = Codecs.list(Codecs.U32, MAX_SETS);

  private final Chain chain;
  private final List<Integer> numbers = new ArrayList<>();
  private int seen;

  SetHandoffs(Chain chain) {
    this.chain = chain;
    catchUp();
    chain.addListener(
        new ChainListener() {
          @Override
          public void onFinalised(List<BlockRef> finalised, List<BlockRef> discarded) {
            catchUp();
          }
        });
  }

  private static List<Integer> load(Chain chain) {
    return chain
                .database()
                .get(Column.AUXILIARY, KEY)
                .map(NUMBERS::tryDecode)
                .orElse(new Decoded.Value<>(List.of()))
            instanceof Decoded.Value<List<Integer>>(List<Integer> stored)
        ? stored
        : List.of();
  }

  /** What is stored when it is ahead: at the start, and when the chain jumped. */
  private void reload() {
    List<Integer> stored = load(chain);
    if (!stored.isEmpty() && stored.getLast() > seen) {
      seen = stored.getLast();
      numbers.clear();
      numbers.addAll(stored.subList(0, stored.size() - 1));
    }
  }

  /**
   * What has to be stored with a block to which the chain jumps.
   *
   * @param handoffs below it or itself, ascending
   */
  static void put(Batch batch, List<Integer> handoffs, int block) {
    List<Integer> stored = new ArrayList<>(handoffs);
    stored.add(block);
    batch.put(Column.AUXILIARY, KEY, NUMBERS.encodeToBytes(stored));
  }

  private void catchUp() {
    reload();
    int before = numbers.size();
    while (seen < chain.finalised().number()) {
      seen++;
      Optional<Header> header = chain.hashAt(seen).flatMap(chain::header);
      if (header.flatMap(ScheduledChanges::announcedBy).isPresent()) {
        numbers.add(seen);
      }
    }
    if (numbers.size() > before) {
      Batch batch = new Batch();
      put(batch, numbers, seen);
      chain.database().commit(batch);
    }
  }

  /** The blocks above a number, the lowest first. */
  List<Hash256> above(int number) {
    List<Hash256> blocks = new ArrayList<>();
    for (int at : numbers) {
      if (at > number) {
        chain.hashAt(at).ifPresent(blocks::add);
      }
    }
    return blocks;
  }
}
