package io.braid.runtime.api.parachains;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;

/** Where a parachain signature is valid. */
@Scale(path = "polkadot_primitives::v8::SigningContext")
public record SigningContext(int sessionIndex, Hash256 parentHash) {}
