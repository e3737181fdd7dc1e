/**
 * Bytes as they come from a stream, in pieces, and the varint length prefixes that cut them into
 * messages. No meaning lives here. Every read names the largest message that it accepts.
 */
@NullMarked
package io.braid.network.framing;

import org.jspecify.annotations.NullMarked;
