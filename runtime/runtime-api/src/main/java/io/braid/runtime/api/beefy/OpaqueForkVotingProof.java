package io.braid.runtime.api.beefy;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.scale.Scale;

/** {@link ForkVotingProof} as runtime APIs carry it: its proof is for the runtime to read. */
@Scale(path = "sp_consensus_beefy::ForkVotingProof")
public record OpaqueForkVotingProof(VoteMessage vote, Bytes ancestryProof, Header header) {}
