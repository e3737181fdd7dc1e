package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the top trie keeps the roots of child tries. */
public final class ChildTries {
  /** In front of every child trie's key, of whatever kind. */
  public static final Bytes ANY_PREFIX = Bytes.utf8(":child_storage:");

  /** In front of the key of a child trie of the only kind there is. */
  public static final Bytes DEFAULT_PREFIX = Bytes.utf8(":child_storage:default:");

  private ChildTries() {}

  /** The top trie's key that holds the root of {@code child}. */
  public static Bytes rootKey(Bytes child) {
    return Bytes.concat(DEFAULT_PREFIX, child);
  }

  /** Whether clearing {@code prefix} would touch the roots of child tries. */
  static boolean touchesRoots(Bytes prefix) {
    return prefix.startsWith(ANY_PREFIX) || ANY_PREFIX.startsWith(prefix);
  }

  /** The roots of all child tries that a partial top trie shows, in the order of their keys. */
  static List<Hash256> rootsIn(StateTrie top) {
    List<Hash256> roots = new ArrayList<>();
    TrieKeys keys = top.knownKeys(DEFAULT_PREFIX);
    for (Optional<Bytes> key = keys.next(); key.isPresent(); key = keys.next()) {
      Optional<Bytes> root = top.get(key.get());
      if (root.isEmpty() || root.get().size() != Hash256.SIZE) {
        throw new TrieException.InvalidProof(
            "expected 32 bytes of child root under " + key.get().hex());
      }
      roots.add(Hash256.of(root.get()));
    }
    return roots;
  }
}
