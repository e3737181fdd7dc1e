package io.braid.runtime.api.parachains;

import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;

/** Which cores' candidates a validator holds its chunk of, signed, not yet checked. */
@Scale(path = "polkadot_primitives::v8::signed::UncheckedSigned")
public record SignedBitfield(Bits payload, int validatorIndex, @Size(64) Bytes signature) {}
