package io.braid.runtime.api.parachains;

import io.braid.scale.Scale;
import java.util.List;
import java.util.Map;

/**
 * The votes that a block brought, for validators who take part in disputes.
 *
 * @param session in which the block was made
 * @param backingValidatorsPerCandidate for every candidate that the block backs, who signed it
 * @param disputes the votes in disputes that the block imported
 */
@Scale(path = "polkadot_primitives::vstaging::ScrapedOnChainVotes")
public record ScrapedOnChainVotes(
    int session,
    List<Map.Entry<CandidateReceipt, List<Map.Entry<Integer, ValidityAttestation>>>>
        backingValidatorsPerCandidate,
    List<DisputeStatementSet> disputes) {}
