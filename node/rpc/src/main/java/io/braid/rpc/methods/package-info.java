/**
 * The methods of Polkadot's JSON-RPC, a class for each family, and the JSON forms of what they
 * answer. They read blocks and states on the server's worker threads, and go to the node's thread
 * for the transaction pool.
 */
@NullMarked
package io.braid.rpc.methods;

import org.jspecify.annotations.NullMarked;
