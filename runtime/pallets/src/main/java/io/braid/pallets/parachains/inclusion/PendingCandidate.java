package io.braid.pallets.parachains.inclusion;

import io.braid.primitives.Bits;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.CandidateCommitments;
import io.braid.runtime.api.parachains.CandidateDescriptor;
import io.braid.scale.Scale;

/**
 * A candidate that waits for availability.
 *
 * @param availabilityVotes a bit for every validator that holds its chunk
 * @param backers a bit for every validator that signed it
 */
@Scale(path = "polkadot_runtime_parachains::inclusion::CandidatePendingAvailability")
public record PendingCandidate(
    int core,
    Hash256 hash,
    CandidateDescriptor descriptor,
    CandidateCommitments commitments,
    Bits availabilityVotes,
    Bits backers,
    int relayParentNumber,
    int backedInNumber,
    int backingGroup) {
  PendingCandidate withVote(int validatorIndex) {
    return new PendingCandidate(
        core,
        hash,
        descriptor,
        commitments,
        availabilityVotes.with(validatorIndex, true),
        backers,
        relayParentNumber,
        backedInNumber,
        backingGroup);
  }
}
