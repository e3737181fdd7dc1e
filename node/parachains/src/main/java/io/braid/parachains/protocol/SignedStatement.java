package io.braid.parachains.protocol;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;

/**
 * A statement and who makes it.
 *
 * @param validatorIndex among the validators of the relay parent's session
 */
@Scale(path = "polkadot_primitives::v8::signed::UncheckedSigned")
public record SignedStatement(
    CompactStatement payload, int validatorIndex, @Size(64) Bytes signature) {}
