/**
 * The node's side of shared security: one candidate per parachain at a time, built on a relay
 * parent at most {@code allowed_ancestry_len} blocks old. {@code collation} makes candidates,
 * {@code backing} judges them, {@code availability} keeps their data, {@code inherent} carries both
 * into relay-chain blocks, {@code approval} has them checked again before finality, {@code
 * disputes} decides who lied, {@code following} makes parachain blocks final.
 *
 * <p>Everything is a state machine on ports: no thread, clock or I/O. Messages between nodes are
 * those of Polkadot's own protocols, in {@code protocol}.
 *
 * <p>Specification: Polkadot Protocol Specification, chapter 8 "Availability and Validity".
 */
@NullMarked
package io.braid.parachains;

import org.jspecify.annotations.NullMarked;
