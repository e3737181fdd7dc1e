package io.braid.consensus.babe;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import java.util.Optional;
import java.util.TreeMap;

/** Who authored what lately: the last {@link #SLOTS} slots. Finds equivocations. */
final class SlotHistory {
  static final long SLOTS = 1_000;

  /** Headers of one author in one slot that are remembered, of which two suffice. */
  private final TreeMap<Long, TreeMap<Bytes, Header>> bySlot = new TreeMap<>();

  /** Notes a header that is properly sealed; what it proves together with an earlier one. */
  Optional<BabeEquivocation> note(Bytes author, long slot, Header header) {
    if (!bySlot.isEmpty() && slot + SLOTS < bySlot.lastKey()) {
      return Optional.empty();
    }
    Header first = bySlot.computeIfAbsent(slot, s -> new TreeMap<>()).putIfAbsent(author, header);
    while (bySlot.firstKey() + SLOTS < bySlot.lastKey()) {
      bySlot.pollFirstEntry();
    }
    return first == null || first.equals(header)
        ? Optional.empty()
        : Optional.of(new BabeEquivocation(author, slot, first, header));
  }
}
