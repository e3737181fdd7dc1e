/**
 * Many streams in one: yamux (HashiCorp's specification, version 0). A state machine on bytes with
 * flow control in both directions. Bounded: streams that the peer opens, bytes waiting to be sent.
 */
@NullMarked
package io.braid.network.yamux;

import org.jspecify.annotations.NullMarked;
