/**
 * GRANDPA's side in the runtime: the voters and their changes (pallet_grandpa; Polkadot
 * specification, chapter 6 and appendix C.10).
 */
@NullMarked
package io.braid.pallets.grandpa;

import org.jspecify.annotations.NullMarked;
