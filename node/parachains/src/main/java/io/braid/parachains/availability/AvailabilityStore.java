package io.braid.parachains.availability;

import io.braid.primitives.Hash256;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What this node holds of candidates' data: all chunks of those it backed, its own of the others.
 * At most {@value #MAX_CANDIDATES} candidates, each of at most about four times the permitted size
 * of a proof of validity; the oldest goes first. What a final block has left behind is dropped.
 */
public final class AvailabilityStore {
  public static final int MAX_CANDIDATES = 64;

  /**
   * @param relayParentNumber where the candidate builds on
   */
  private record Entry(
      int relayParentNumber, @Nullable ErasureChunks whole, @Nullable ProvenChunk own) {}

  private final Map<Hash256, Entry> entries = new LinkedHashMap<>();

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
    entries.put(candidate, entry);
    if (entries.size() > MAX_CANDIDATES) {
      entries.remove(entries.keySet().iterator().next());
    }
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
    Iterator<Entry> all = entries.values().iterator();
    while (all.hasNext()) {
      if (all.next().relayParentNumber <= finalised - keptBlocks) {
        all.remove();
      }
    }
  }

  public int size() {
    return entries.size();
  }
}
