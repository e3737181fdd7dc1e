package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Pending changes over a state, as a block makes them: reads see the changes first and the trie
 * below them second; nothing below is ever written. Changes are grouped by nested transactions,
 * each kept or forgotten as one.
 *
 * <p>The roots of child tries stand in the top trie under {@link ChildTries#DEFAULT_PREFIX} and
 * follow from the children's contents: writing them directly is ignored, as is clearing a prefix
 * that would touch them.
 */
public final class Overlay {
  /**
   * How far a removal by prefix came.
   *
   * @param count keys of the state below that were visited
   * @param moreLeft whether the limit left keys of the state below unvisited
   */
  public record Cleared(int count, boolean moreLeft) {}

  private final StateTrie trie;
  private final ChangedTrie top;
  private final TreeMap<Bytes, ChangedTrie> children = new TreeMap<>();
  private int depth;
  private @Nullable TrieUpdate update;
  private StateVersion updateVersion = StateVersion.V0;

  public Overlay(StateTrie trie) {
    this.trie = trie;
    top = new ChangedTrie(trie, 0);
  }

  /** The state below the changes. */
  public StateTrie trie() {
    return trie;
  }

  public Optional<Bytes> get(Bytes key) {
    return top.get(key);
  }

  /** As {@link #get}, but a value kept by its hash is not read, nor recorded in a proof. */
  public boolean exists(Bytes key) {
    return top.exists(key);
  }

  public void set(Bytes key, Bytes value) {
    if (!key.startsWith(ChildTries.ANY_PREFIX)) {
      written().put(key, value);
    }
  }

  public void clear(Bytes key) {
    if (!key.startsWith(ChildTries.ANY_PREFIX)) {
      written().remove(key);
    }
  }

  /**
   * Removes all pending keys that start with {@code prefix}, and those of the state below in
   * ascending order until {@code limit} of them are visited.
   */
  public Cleared clearPrefix(Bytes prefix, OptionalInt limit) {
    return ChildTries.touchesRoots(prefix)
        ? new Cleared(0, false)
        : written().clearPrefix(prefix, limit);
  }

  /**
   * Appends a SCALE-encoded element to a SCALE-encoded list, in time that does not depend on the
   * list's length. A value that is no list is replaced by a list of this one element.
   */
  public void append(Bytes key, Bytes element) {
    written().append(key, element);
  }

  /** The least key greater than {@code key}. */
  public Optional<Bytes> nextKey(Bytes key) {
    return top.nextKey(key);
  }

  private ChangedTrie written() {
    update = null;
    return top;
  }

  private ChangedTrie child(Bytes child) {
    ChangedTrie known = children.get(child);
    if (known == null) {
      Optional<Bytes> root = trie.get(ChildTries.rootKey(child));
      StateTrie below =
          root.isPresent() && root.get().size() == Hash256.SIZE
              ? trie.at(Hash256.of(root.get()))
              : trie.at(StateTrie.emptyRoot(trie.hasher()));
      known = new ChangedTrie(below, depth);
      children.put(child, known);
    }
    return known;
  }

  private ChangedTrie writtenChild(Bytes child) {
    update = null;
    return child(child);
  }

  public Optional<Bytes> childGet(Bytes child, Bytes key) {
    return child(child).get(key);
  }

  public boolean childExists(Bytes child, Bytes key) {
    return child(child).exists(key);
  }

  public void childSet(Bytes child, Bytes key, Bytes value) {
    writtenChild(child).put(key, value);
  }

  public void childClear(Bytes child, Bytes key) {
    writtenChild(child).remove(key);
  }

  /** As {@link #clearPrefix}; the empty prefix clears the whole child trie. */
  public Cleared childClearPrefix(Bytes child, Bytes prefix, OptionalInt limit) {
    return writtenChild(child).clearPrefix(prefix, limit);
  }

  public Optional<Bytes> childNextKey(Bytes child, Bytes key) {
    return child(child).nextKey(key);
  }

  /** The root of {@code child} with its pending changes. */
  public Hash256 childRoot(Bytes child, StateVersion version) {
    return child(child).update(version).root();
  }

  /** How many transactions are open. */
  public int depth() {
    return depth;
  }

  public void startTransaction() {
    depth++;
    top.start();
    for (ChangedTrie child : children.values()) {
      child.start();
    }
  }

  /** Keeps what the innermost transaction changed. */
  public void commitTransaction() {
    expectOpen();
    depth--;
    top.commit();
    for (ChangedTrie child : children.values()) {
      child.commit();
    }
  }

  /** Forgets what the innermost transaction changed. */
  public void rollbackTransaction() {
    expectOpen();
    depth--;
    update = null;
    top.rollback();
    for (ChangedTrie child : children.values()) {
      child.rollback();
    }
  }

  private void expectOpen() {
    if (depth == 0) {
      throw new IllegalStateException("expected an open storage transaction, found none");
    }
  }

  /** The root of the state with all pending changes; computed once between two writes. */
  public Hash256 root(StateVersion version) {
    return update(version).root();
  }

  /** The root of the state with all pending changes and the nodes to store for it. */
  public TrieUpdate update(StateVersion version) {
    if (update != null && updateVersion == version) {
      return update;
    }
    TreeMap<Bytes, Optional<Bytes>> changes = new TreeMap<>(top.changes());
    Map<Hash256, Bytes> nodes = new LinkedHashMap<>();
    Hash256 none = StateTrie.emptyRoot(trie.hasher());
    for (Map.Entry<Bytes, ChangedTrie> child : children.entrySet()) {
      if (child.getValue().isChanged()) {
        TrieUpdate made = child.getValue().update(version);
        nodes.putAll(made.newNodes());
        changes.put(
            ChildTries.rootKey(child.getKey()),
            made.root().equals(none) ? Optional.empty() : Optional.of(made.root().bytes()));
      }
    }
    TrieUpdate made = trie.update(changes, version);
    nodes.putAll(made.newNodes());
    TrieUpdate whole = new TrieUpdate(made.root(), nodes);
    update = whole;
    updateVersion = version;
    return whole;
  }

  /** The pending changes of the top trie, ascending; a removed key has no value. */
  public SortedMap<Bytes, Optional<Bytes>> changes() {
    return top.changes();
  }

  /** The pending changes of each child trie that has any. */
  public SortedMap<Bytes, SortedMap<Bytes, Optional<Bytes>>> childChanges() {
    TreeMap<Bytes, SortedMap<Bytes, Optional<Bytes>>> all = new TreeMap<>();
    for (Map.Entry<Bytes, ChangedTrie> child : children.entrySet()) {
      if (child.getValue().isChanged()) {
        all.put(child.getKey(), child.getValue().changes());
      }
    }
    return all;
  }
}
