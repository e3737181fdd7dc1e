/**
 * Disputes: validators who find that a candidate is not valid say so, all others check it too, and
 * the relay chain decides by two thirds of the votes. Until then, and when the candidate has lost,
 * nobody votes for a block that includes it, nor builds on it once it has lost.
 *
 * <p>{@code Dispute} counts the votes about one candidate, {@code Disputes} is the machine around
 * them, {@code DisputeSending} brings this node's vote to the others, {@code Reverts} obeys the
 * relay chain's word that a block is to be given up.
 *
 * <p>Parity's implementers' guide, "Disputes"; Polkadot specification, "Availability and validity".
 */
@NullMarked
package io.braid.parachains.disputes;

import org.jspecify.annotations.NullMarked;
