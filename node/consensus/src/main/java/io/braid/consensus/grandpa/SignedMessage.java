package io.braid.consensus.grandpa;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;

/**
 * A voter's message.
 *
 * @param signature ed25519, over message, round and set id (see {@link Signing})
 */
@Scale(path = "finality_grandpa::SignedMessage")
public record SignedMessage(VoteMessage message, @Size(64) Bytes signature, @Size(32) Bytes id) {}
