package io.braid.consensus.grandpa;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;

/** A prevote or a precommit: which of the two follows from where it stands. */
@Scale(path = "finality_grandpa::SignedPrecommit")
public record SignedVote(Vote vote, @Size(64) Bytes signature, @Size(32) Bytes id) {}
