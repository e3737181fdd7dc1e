/**
 * What the JSON-RPC server needs of the node that it serves: the chain, a way onto the node's
 * thread, its transactions, peers and keys. Whoever composes a node fills these in.
 */
@NullMarked
package io.braid.rpc.node;

import org.jspecify.annotations.NullMarked;
