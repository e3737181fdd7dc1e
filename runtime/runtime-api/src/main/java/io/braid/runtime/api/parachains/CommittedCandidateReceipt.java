package io.braid.runtime.api.parachains;

import io.braid.scale.Scale;

/** A candidate with its commitments. */
@Scale(path = "polkadot_primitives::vstaging::CommittedCandidateReceiptV2")
public record CommittedCandidateReceipt(
    CandidateDescriptor descriptor, CandidateCommitments commitments) {}
