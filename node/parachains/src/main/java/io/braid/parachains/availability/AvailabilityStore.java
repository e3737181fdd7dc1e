package io.braid.parachains.availability;

import io.braid.consensus.chain.Database;
import io.braid.parachains.candidate.AvailableData;
import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this node holds of candidates' data: all chunks of those it backed, its own of the others,
 * durable before it says so: whoever has told others that it holds a chunk must still have it when
 * it is started again. At most {@value #MAX_CANDIDATES} candidates and {@value #MAX_BYTES} bytes;
 * the oldest goes first. What a final block has left behind is dropped.
 */
public final class AvailabilityStore {
  public static final int MAX_CANDIDATES = 64;
  public static final long MAX_BYTES = 256L << 20;

  /**
   * @param relayParentNumber where the candidate builds on
   */
  private record Entry(
      int relayParentNumber, @Nullable ErasureChunks whole, @Nullable ProvenChunk own) {
    long sizeBytes() {
      return (whole == null ? 0 : whole.sizeBytes()) + (own == null ? 0 : own.data().size());
    }

    StoredData.Kept toStore() {
      return new StoredData.Kept(
          relayParentNumber,
          whole == null ? 0 : whole.count(),
          Optional.ofNullable(whole).map(ErasureChunks::data),
          Optional.ofNullable(own));
    }
  }

  private final StoredData stored;
  private final Map<Hash256, Entry> entries = new LinkedHashMap<>();
  private long bytes;

  /** Goes on with what the database has. */
  public AvailabilityStore(Database database) {
    stored = new StoredData(database);
    stored
        .load()
        .forEach((candidate, kept) -> {
          Entry entry =
              new Entry(
                  kept.relayParentNumber(),
                  kept.whole().map(data -> ErasureChunks.of(data, kept.validators())).orElse(null),
                  kept.own().orElse(null));
          entries.put(candidate, entry);
          bytes += entry.sizeBytes();
        });
  }

  /** Keeps all of a candidate's chunks. */
  public void keep(Hash256 candidate, int relayParentNumber, ErasureChunks chunks) {
    put(candidate, new Entry(relayParentNumber, chunks, null));
  }

  /** Keeps this node's chunk of a candidate. */
  void keep(Hash256 candidate, int relayParentNumber, ProvenChunk own) {
    if (!entries.containsKey(candidate)) {
      put(candidate, new Entry(relayParentNumber, null, own));
    }
  }

  private void put(Hash256 candidate, Entry entry) {
    List<Hash256> dropped = new ArrayList<>();
    remove(candidate);
    entries.put(candidate, entry);
    bytes += entry.sizeBytes();
    while (entries.size() > MAX_CANDIDATES || (bytes > MAX_BYTES && entries.size() > 1)) {
      Hash256 oldest = entries.keySet().iterator().next();
      remove(oldest);
      dropped.add(oldest);
    }
    stored.keep(candidate, entry.toStore(), dropped, List.copyOf(entries.keySet()));
  }

  private void remove(Hash256 candidate) {
    Entry removed = entries.remove(candidate);
    if (removed != null) {
      bytes -= removed.sizeBytes();
    }
  }

  /** All data of a candidate that this node found valid itself. */
  public Optional<AvailableData> data(Hash256 candidate) {
    return Optional.ofNullable(entries.get(candidate))
        .flatMap(entry -> Optional.ofNullable(entry.whole))
        .map(ErasureChunks::data);
  }

  /** The chunk of the validator with an index, if it is here. */
  public Optional<ProvenChunk> chunk(Hash256 candidate, int index) {
    Entry entry = entries.get(candidate);
    if (entry == null || index < 0) {
      return Optional.empty();
    }
    if (entry.whole != null) {
      return index < entry.whole.count() ? Optional.of(entry.whole.chunk(index)) : Optional.empty();
    }
    return Optional.ofNullable(entry.own).filter(own -> own.index() == index);
  }

  /**
   * Drops candidates whose relay parent is {@code keptBlocks} or more below a final block: included
   * long ago, or never.
   */
  void prune(int finalised, int keptBlocks) {
    List<Hash256> dropped =
        entries.entrySet().stream()
            .filter(each -> each.getValue().relayParentNumber <= finalised - keptBlocks)
            .map(Map.Entry::getKey)
            .toList();
    if (!dropped.isEmpty()) {
      dropped.forEach(this::remove);
      stored.drop(dropped, List.copyOf(entries.keySet()));
    }
  }

  public int size() {
    return entries.size();
  }
}
