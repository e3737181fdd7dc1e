package io.braid.runtime.api.parachains;

import io.braid.runtime.api.Header;
import io.braid.scale.Scale;
import java.util.List;

/** What an author puts into the block about parachains. */
@Scale(path = "polkadot_primitives::vstaging::InherentData")
public record ParachainsInherentData(
    List<SignedBitfield> bitfields,
    List<BackedCandidate> backedCandidates,
    List<DisputeStatementSet> disputes,
    Header parentHeader) {}
