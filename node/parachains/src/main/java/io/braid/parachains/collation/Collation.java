package io.braid.parachains.collation;

import io.braid.parachains.candidate.PoV;
import io.braid.runtime.api.parachains.CandidateReceipt;

/** A candidate as a collator hands it over: validators compute its commitments themselves. */
public record Collation(CandidateReceipt receipt, PoV pov) {}
