package io.braid.runtime.api.parachains;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;

/**
 * A candidate with the hash of its commitments. Its own hash, blake2b-256 of its SCALE form, is the
 * candidate hash.
 */
@Scale(path = "polkadot_primitives::vstaging::CandidateReceiptV2")
public record CandidateReceipt(CandidateDescriptor descriptor, Hash256 commitmentsHash) {}
