/**
 * The node's side of the door: the host functions over a block's pending state, with the node's
 * real hashing and signature checks, and the ports through which a runtime reaches the node's keys
 * and log.
 *
 * <p>Whoever executes a runtime, natively or as WebAssembly, hands it a {@link
 * io.braid.executor.host.NodeHost}. Nothing here reads a clock, a network or a disk; nodes of the
 * trie come from the {@link io.braid.trie.NodeSource} that the caller chose.
 *
 * <p>Specification: Polkadot Protocol Specification, appendix B, "Host API".
 */
@NullMarked
package io.braid.executor.host;

import org.jspecify.annotations.NullMarked;
