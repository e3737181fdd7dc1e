package io.braid.consensus.chain;

import io.braid.primitives.Bytes;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A database for tests, simulations and throw-away networks. Grows without bound. */
public final class MemoryDatabase implements Database {
  private final Map<Column, Map<Bytes, Bytes>> columns = new EnumMap<>(Column.class);

  public MemoryDatabase() {
    for (Column column : Column.values()) {
      columns.put(column, new ConcurrentHashMap<>());
    }
  }

  private Map<Bytes, Bytes> column(Column column) {
    return java.util.Objects.requireNonNull(columns.get(column));
  }

  @Override
  public Optional<Bytes> get(Column column, Bytes key) {
    return Optional.ofNullable(column(column).get(key));
  }

  @Override
  public void commit(Batch batch) {
    for (Batch.Write write : batch.writes()) {
      if (write.value().isPresent()) {
        column(write.column()).put(write.key(), write.value().get());
      } else {
        column(write.column()).remove(write.key());
      }
    }
  }
}
