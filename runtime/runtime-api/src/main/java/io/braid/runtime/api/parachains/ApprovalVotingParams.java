package io.braid.runtime.api.parachains;

import io.braid.scale.Scale;

/** How many candidates one approval signature may cover at most. */
@Scale(path = "polkadot_primitives::v8::ApprovalVotingParams")
public record ApprovalVotingParams(int maxApprovalCoalesceCount) {}
