package io.braid.consensus.chain;

import io.braid.primitives.Bytes;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What blocks keep beside the state, for the node alone: the off-chain index of the host interface.
 * No part of any state, and never pruned but by who knows what it means. Keys and values are the
 * runtime's.
 */
public final class OffchainIndex {
  private static final Bytes PREFIX = Bytes.utf8("offchain/");

  private final Database database;

  public OffchainIndex(Database database) {
    this.database = database;
  }

  public Optional<Bytes> get(Bytes key) {
    return database.get(Column.AUXILIARY, Bytes.concat(PREFIX, key));
  }

  public static Batch put(Batch batch, Bytes key, Bytes value) {
    return batch.put(Column.AUXILIARY, Bytes.concat(PREFIX, key), value);
  }

  public static Batch remove(Batch batch, Bytes key) {
    return batch.remove(Column.AUXILIARY, Bytes.concat(PREFIX, key));
  }

  /**
   * What stores the changes that executing a block made.
   *
   * @param changes no value means removed
   */
  static Batch writes(SortedMap<Bytes, Optional<Bytes>> changes) {
    Batch batch = new Batch();
    changes.forEach((key, value) ->
        value.ifPresentOrElse(found -> put(batch, key, found), () -> remove(batch, key)));
    return batch;
  }
}
