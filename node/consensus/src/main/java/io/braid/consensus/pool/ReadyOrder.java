package io.braid.consensus.pool;

import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Walks over ready transactions, best first, each behind those whose tags it requires. What depends
 * on a transaction that left the pool meanwhile is passed over.
 */
final class ReadyOrder implements Iterator<Bytes> {
  private final TreeSet<Pooled> available = new TreeSet<>(Pooled::compare);
  private final Map<Bytes, List<Pooled>> waitingFor = new LinkedHashMap<>();
  private final Set<Bytes> given = new LinkedHashSet<>();
  private final Set<Bytes> expected = new LinkedHashSet<>();
  private final Predicate<Pooled> stillHere;
  private final List<Pooled> last = new ArrayList<>(1);

  ReadyOrder(List<Pooled> ready, Predicate<Pooled> stillHere) {
    this.stillHere = stillHere;
    for (Pooled entry : ready) {
      expected.addAll(entry.validity().provides());
    }
    for (Pooled entry : ready) {
      if (isFree(entry)) {
        available.add(entry);
      } else {
        for (Bytes tag : entry.validity().requires()) {
          waitingFor.computeIfAbsent(tag, t -> new ArrayList<>(1)).add(entry);
        }
      }
    }
  }

  private boolean isFree(Pooled entry) {
    for (Bytes tag : entry.validity().requires()) {
      if (expected.contains(tag) && !given.contains(tag)) {
        return false;
      }
    }
    return true;
  }

  private void release() {
    for (Pooled entry : last) {
      if (stillHere.test(entry)) {
        given.addAll(entry.validity().provides());
        for (Bytes tag : entry.validity().provides()) {
          for (Pooled waiting : waitingFor.getOrDefault(tag, List.of())) {
            if (isFree(waiting)) {
              available.add(waiting);
            }
          }
        }
      }
    }
    last.clear();
  }

  @Override
  public boolean hasNext() {
    release();
    return !available.isEmpty();
  }

  @Override
  public Bytes next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Pooled best = available.removeFirst();
    last.add(best);
    return best.extrinsic();
  }
}
