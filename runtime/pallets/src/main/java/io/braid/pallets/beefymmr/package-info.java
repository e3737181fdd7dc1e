/**
 * What ties BEEFY to the mountain range (pallet_beefy_mmr): leaves that bridges can read, with the
 * validators that sign next and the heads of the parachains, and judgement of votes for other
 * chains.
 */
@NullMarked
package io.braid.pallets.beefymmr;

import org.jspecify.annotations.NullMarked;
