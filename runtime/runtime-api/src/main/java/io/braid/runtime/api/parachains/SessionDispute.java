package io.braid.runtime.api.parachains;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** A dispute with the candidate that it is about, as a Rust tuple. */
@Scale
@Unnamed
public record SessionDispute(int session, Hash256 candidate, DisputeState state) {}
