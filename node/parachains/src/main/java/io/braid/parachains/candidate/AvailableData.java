package io.braid.parachains.candidate;

import io.braid.runtime.api.parachains.PersistedValidationData;
import io.braid.scale.Scale;

/** What must stay available of a candidate so that anybody can check it again. */
@Scale(path = "polkadot_node_primitives::AvailableData")
public record AvailableData(PoV pov, PersistedValidationData validationData) {}
