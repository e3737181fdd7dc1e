/**
 * BEEFY: validators sign the root of the mountain range at final blocks, few enough for bridges to
 * follow (polkadot-sdk: client/consensus/beefy). Runs behind GRANDPA and decides nothing for the
 * chain itself.
 *
 * <p>A session's first block must be signed by more than two thirds of its validators before
 * anything later is: so a bridge can go from set to set. In between they sign what they can.
 *
 * <p>Invariant: a validator signs one commitment at a block, and none at or below a block at which
 * it signed; that it signs is on disk before anybody hears of it.
 */
@NullMarked
package io.braid.consensus.beefy;

import org.jspecify.annotations.NullMarked;
