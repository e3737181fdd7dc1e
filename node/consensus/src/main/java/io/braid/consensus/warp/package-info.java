/**
 * How a node with nothing but the genesis reaches the head without executing the chain: proofs of
 * finality lead it from one set of voters to the next, then it fetches the last final block's state
 * (protocols {@code sync/warp} and {@code state/2}; Polkadot specification, 4.8.6 and 4.8.7).
 *
 * <p>Everything that peers send is verified before it counts: justifications against the voters
 * proven so far, parts of the state by their hashes up to the root in the proven header. A peer
 * that sends something else is reported and not asked again. The blocks between the genesis and the
 * block that the node jumped to are left out for good: it has neither their bodies nor their
 * states, and does not serve them.
 *
 * <p>Signatures are verified on the node's thread, a response at a time: a node that jumps has
 * nothing else to do.
 */
@NullMarked
package io.braid.consensus.warp;

import org.jspecify.annotations.NullMarked;
