/**
 * The little of Protocol Buffers that Polkadot's network messages use: varints and byte strings, in
 * proto2 and proto3. Reading is bounded by the message, which the transport bounds; nothing is
 * recursive. Encoding: the Protocol Buffers documentation, "Encoding".
 */
@NullMarked
package io.braid.consensus.protobuf;

import org.jspecify.annotations.NullMarked;
