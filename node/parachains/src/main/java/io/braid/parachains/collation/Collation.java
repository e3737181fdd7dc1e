package io.braid.parachains.collation;

import io.braid.parachains.candidate.PoV;
import io.braid.runtime.api.parachains.CandidateReceipt;
import io.braid.scale.Scale;

/** A candidate as a collator hands it over: validators compute its commitments themselves. */
@Scale(path = "braid::Collation")
public record Collation(CandidateReceipt receipt, PoV pov) {}
