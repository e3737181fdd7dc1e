/**
 * BABE's side in the runtime: slots, epochs and their randomness (pallet_babe; Polkadot
 * specification, chapter 5.1 and appendix C.11).
 */
@NullMarked
package io.braid.pallets.babe;

import org.jspecify.annotations.NullMarked;
