package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Scale;

/** What the relay chain gives a parachain block to build on; its hash is in the descriptor. */
@Scale(path = "polkadot_primitives::v8::PersistedValidationData")
public record PersistedValidationData(
    Bytes parentHead, int relayParentNumber, Hash256 relayParentStorageRoot, int maxPovSize) {}
