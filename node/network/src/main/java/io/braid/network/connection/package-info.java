/**
 * One connection from its first byte to its last: negotiation, encryption, multiplexing, and on top
 * of that the substreams of Polkadot's protocols: ping, identify, requests with responses,
 * notifications. A state machine on bytes: no sockets, no clock, no threads. The adapter feeds
 * bytes and time, sends what {@code drain} gives, and hands events to the network.
 */
@NullMarked
package io.braid.network.connection;

import org.jspecify.annotations.NullMarked;
