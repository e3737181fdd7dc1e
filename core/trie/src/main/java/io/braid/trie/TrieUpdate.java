package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.Map;

/**
 * What changes make of a trie.
 *
 * @param root the new root; that of the empty trie has no node
 * @param newNodes every node and hashed value that is not known to be stored already, by hash, in
 *     an order that depends on the changes alone: children before parents
 */
public record TrieUpdate(Hash256 root, Map<Hash256, Bytes> newNodes) {}
