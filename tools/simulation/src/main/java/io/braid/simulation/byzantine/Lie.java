package io.braid.simulation.byzantine;

import io.braid.parachains.collation.Collation;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.parachains.CandidateCommitments;

/**
 * An invalid candidate.
 *
 * @param collation as the collator gives it away
 * @param commitments what it claims to do
 * @param parentHead what it builds on
 */
record Lie(Collation collation, CandidateCommitments commitments, Bytes parentHead) {}
