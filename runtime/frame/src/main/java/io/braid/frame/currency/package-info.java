/**
 * What pallets ask of a chain's currency, so that none needs to know which pallet keeps it. The
 * rules are those of FRAME's {@code fungible} traits: one account, holds for a named reason,
 * freezes that overlap.
 */
@NullMarked
package io.braid.frame.currency;

import org.jspecify.annotations.NullMarked;
