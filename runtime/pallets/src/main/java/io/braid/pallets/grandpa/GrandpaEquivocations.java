package io.braid.pallets.grandpa;

import io.braid.primitives.Hash256;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.grandpa.GrandpaEquivocationProof;
import io.braid.runtime.api.grandpa.GrandpaEquivocationProof.Equivocation;
import io.braid.runtime.api.grandpa.GrandpaEquivocationProof.SignedVote;
import io.braid.runtime.api.grandpa.GrandpaEquivocationProof.Votes;
import io.braid.scale.ScaleWriter;

/** Whether two votes prove that their voter equivocated. */
final class GrandpaEquivocations {
  private GrandpaEquivocations() {}

  /** Votes for different blocks in the same half of a round, both signed. */
  static boolean proven(Host host, GrandpaEquivocationProof proof) {
    Votes votes = proof.equivocation().votes();
    return !votes.first().vote().equals(votes.second().vote())
        && signed(host, proof, votes.first())
        && signed(host, proof, votes.second());
  }

  private static boolean signed(Host host, GrandpaEquivocationProof proof, SignedVote vote) {
    int stage =
        switch (proof.equivocation()) {
          case Equivocation.Prevote prevote -> 0;
          case Equivocation.Precommit precommit -> 1;
        };
    Votes votes = proof.equivocation().votes();
    byte[] payload =
        new ScaleWriter(56)
            .u8(stage)
            .write(Hash256.CODEC, vote.vote().targetHash())
            .u32(vote.vote().targetNumber())
            .u64(votes.roundNumber())
            .u64(proof.setId())
            .toArray();
    return host.ed25519Verify(
        vote.signature().unsafeArray(), payload, votes.identity().unsafeArray());
  }
}
