/**
 * Disputes about candidates, as the chain decides them: votes with their signatures, conclusions,
 * and the freeze of a chain that included what is invalid (polkadot_runtime_parachains::disputes;
 * Polkadot specification, chapter 8.6). Who collects the votes is the node's business; what losers
 * suffer is {@code slashing}'s.
 */
@NullMarked
package io.braid.pallets.parachains.disputes;

import org.jspecify.annotations.NullMarked;
