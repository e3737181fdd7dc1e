/**
 * Who a node is on the network: its Ed25519 key, the peer id that follows from it, and the
 * multiaddresses under which it can be reached. Pure functions on bytes and text (libp2p
 * specifications "peer-ids" and "addressing").
 */
@NullMarked
package io.braid.network.identity;

import org.jspecify.annotations.NullMarked;
