/**
 * The state trie: a base-16 Merkle-Patricia trie that commits to a map of byte strings by one hash.
 *
 * <p>Here live the node format, reading, incremental updates, iteration, storage proofs (whole and
 * compact) and the overlay of pending changes that a block makes. The trie holds no nodes itself:
 * it asks a {@link io.braid.trie.NodeSource}, which may be a database, a map, a proof, or a
 * recorder around any of these. Hashing is a parameter, so that the same classes run in the node
 * and, compiled to WebAssembly, in a runtime that checks a proof with the host's hash function.
 *
 * <p>Invariants: equal maps have equal roots whatever the order of edits; nothing depends on hash
 * order; every walk over nodes that came from outside ends, because a step down consumes at least
 * one half-byte of a key or of the proof. Bytes that are no trie raise a {@link
 * io.braid.trie.TrieException}.
 *
 * <p>Specification: Polkadot Protocol Specification, chapter "States and Transitions", state
 * storage trie; state version 1 as in its section on the hashed subvalue.
 */
@NullMarked
package io.braid.trie;

import org.jspecify.annotations.NullMarked;
