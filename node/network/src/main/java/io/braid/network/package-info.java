/**
 * Networks that connect nodes: {@link io.braid.network.LocalNetwork} inside one process, {@link
 * io.braid.network.LibP2pNetwork} between processes. Adapters only: what messages mean is the
 * business of consensus and parachains.
 *
 * <p>A connection is understood in rooms of their own, as state machines on bytes: {@code framing},
 * {@code identity}, {@code multistream}, {@code noise}, {@code yamux}, and on top of them {@code
 * connection}; {@code transport} ties them to sockets. Only here and in {@code transport} are
 * threads and a clock. Whatever a peer sends ends in an event or a refusal; every collection that a
 * peer fills has a named bound.
 */
@NullMarked
package io.braid.network;

import org.jspecify.annotations.NullMarked;
