/**
 * The methods of Polkadot's JSON-RPC, a class for each family, and the JSON forms of what they
 * answer. They read blocks and states on the server's worker threads, and go to the node's thread
 * for the transaction pool.
 *
 * <p>The older families ({@code chain}, {@code state}, {@code author}, …) are those of Substrate's
 * nodes; the newer ones, with a version in their names, follow paritytech/json-rpc-interface-spec.
 * What follows the head of the chain in the newer way is a {@link Follower}; long answers of the
 * archive go out as an {@link ArchiveStream}.
 */
@NullMarked
package io.braid.rpc.methods;

import org.jspecify.annotations.NullMarked;
