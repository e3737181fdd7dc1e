/**
 * The chain's own currency: FRAME's {@code pallet_balances}, with its calls, events, errors and
 * storage. Balances stand in {@code System.Account}; this pallet adds the total issuance, holds and
 * freezes.
 */
@NullMarked
package io.braid.pallets.balances;

import org.jspecify.annotations.NullMarked;
