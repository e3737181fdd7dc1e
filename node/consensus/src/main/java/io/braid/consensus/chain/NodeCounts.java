package io.braid.consensus.chain;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often the kept states hold each trie node. A node is stored while that is above zero. The
 * count itself is stored only when above one, which most nodes' never is.
 */
final class NodeCounts {
  private final Database database;
  private final Map<Hash256, Integer> changes = new LinkedHashMap<>();

  NodeCounts(Database database) {
    this.database = database;
  }

  NodeCounts add(List<Hash256> nodes) {
    nodes.forEach(node -> changes.merge(node, 1, Integer::sum));
    return this;
  }

  NodeCounts remove(List<Hash256> nodes) {
    nodes.forEach(node -> changes.merge(node, -1, Integer::sum));
    return this;
  }

  /**
   * Writes what was added and removed.
   *
   * @param fresh the nodes that may not be stored yet
   */
  void write(Batch batch, Map<Hash256, Bytes> fresh) {
    changes.forEach((node, change) -> {
      if (change != 0) {
        write(batch, node, change, fresh);
      }
    });
  }

  private void write(Batch batch, Hash256 node, int change, Map<Hash256, Bytes> fresh) {
    Bytes key = node.bytes();
    int before = count(key);
    int after = Math.addExact(before, change);
    if (after < 0) {
      throw new IllegalStateException(
          "expected node " + node + " to be held at least " + -change + " times, found " + before);
    }
    if (before == 0) {
      Bytes bytes = fresh.get(node);
      if (bytes == null) {
        throw new IllegalStateException("expected node " + node + " among those to store");
      }
      batch.put(Column.NODE, key, bytes);
    } else if (after == 0) {
      batch.remove(Column.NODE, key);
    }
    if (after > 1) {
      batch.put(Column.NODE_COUNT, key, new ScaleWriter(4).u32(after).toBytes());
    } else if (before > 1) {
      batch.remove(Column.NODE_COUNT, key);
    }
  }

  private int count(Bytes key) {
    if (database.get(Column.NODE, key).isEmpty()) {
      return 0;
    }
    Optional<Bytes> several = database.get(Column.NODE_COUNT, key);
    return several.isEmpty() ? 1 : new ScaleReader(several.get()).u32();
  }
}
