package io.braid.runtime.api.parachains;

import io.braid.scale.Scale;

/**
 * How far backing may run ahead of inclusion: {@code maxCandidateDepth} candidates beyond the
 * included one, on relay parents at most {@code allowedAncestryLen} blocks old.
 */
@Scale(path = "polkadot_primitives::v8::async_backing::AsyncBackingParams")
public record AsyncBackingParams(int maxCandidateDepth, int allowedAncestryLen) {}
