/**
 * The JSON-RPC server: HTTP and WebSocket on one port, over Netty.
 *
 * <p>Rooms: {@code protocol} is JSON-RPC itself, {@code methods} what can be called, {@code node}
 * the ports through which all of it reaches a node; here is the transport. Three kinds of threads:
 * Netty's, which never wait; a few workers, of which a connection occupies one at most; and one
 * that tells subscribers the news. The node's own thread only submits transactions and notes news
 * in a queue. All that a client can fill up is bounded by {@link io.braid.rpc.protocol.RpcLimits}.
 */
@NullMarked
package io.braid.rpc;

import org.jspecify.annotations.NullMarked;
