/**
 * The node's side of shared security, first form: one candidate per parachain at a time, built on a
 * relay parent at most {@code allowed_ancestry_len} blocks old. {@code collation} makes candidates,
 * {@code backing} judges them, {@code availability} keeps their data, {@code inherent} carries both
 * into relay-chain blocks, {@code following} makes parachain blocks final.
 *
 * <p>Everything is a state machine on ports: no thread, clock or I/O. Messages between nodes are
 * SCALE bytes of this project's own, one type per protocol of {@link
 * io.braid.consensus.ports.Protocol}; the protocols that Polkadot's validators speak to each other
 * are not here yet, nor are approval and disputes.
 *
 * <p>Specification: Polkadot Protocol Specification, chapter 8 "Availability and Validity".
 */
@NullMarked
package io.braid.parachains;

import org.jspecify.annotations.NullMarked;
