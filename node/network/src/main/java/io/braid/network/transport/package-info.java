/**
 * Sockets: the thin layer between Netty and {@code connection}, over TCP and over WebSocket. Only
 * {@code io.braid.network} may enter.
 */
@NullMarked
package io.braid.network.transport;

import org.jspecify.annotations.NullMarked;
