package io.braid.parachains.availability;

import io.braid.parachains.candidate.AvailableData;
import io.braid.primitives.Hash256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this node holds of candidates' data: all chunks of those it backed, its own of the others.
 * At most {@value #MAX_CANDIDATES} candidates and {@value #MAX_BYTES} bytes; the oldest goes first.
 * What a final block has left behind is dropped.
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
  }

  private final Map<Hash256, Entry> entries = new LinkedHashMap<>();
  private long bytes;

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
    remove(candidate);
    entries.put(candidate, entry);
    bytes += entry.sizeBytes();
    while (entries.size() > MAX_CANDIDATES || (bytes > MAX_BYTES && entries.size() > 1)) {
      remove(entries.keySet().iterator().next());
    }
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
    for (Map.Entry<Hash256, Entry> each : List.copyOf(entries.entrySet())) {
      if (each.getValue().relayParentNumber <= finalised - keptBlocks) {
        remove(each.getKey());
      }
    }
  }

  public int size() {
    return entries.size();
  }
}
