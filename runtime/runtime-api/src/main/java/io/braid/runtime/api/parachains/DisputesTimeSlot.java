package io.braid.runtime.api.parachains;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;

/** Names a dispute: no validator pays for the same one twice. */
@Scale(path = "polkadot_primitives::v8::slashing::DisputesTimeSlot")
public record DisputesTimeSlot(int sessionIndex, Hash256 candidateHash) {}
