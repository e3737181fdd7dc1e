package io.braid.pallets.beefy;

import io.braid.runtime.api.Host;
import io.braid.runtime.api.beefy.Commitment;
import io.braid.runtime.api.beefy.CommitmentCodec;
import io.braid.runtime.api.beefy.DoubleVotingProof;
import io.braid.runtime.api.beefy.VoteMessage;

/** Whether votes are what they say. */
final class VoteSignatures {
  private VoteSignatures() {}

  /** Whether the vote's validator signed it. */
  static boolean valid(Host host, VoteMessage vote) {
    byte[] hash = host.keccak256(CommitmentCodec.CODEC.encode(vote.commitment()));
    return host.secp256k1RecoverCompressed(vote.signature().unsafeArray(), hash)
        .filter(vote.id()::equals)
        .isPresent();
  }

  /** Different payloads at one block by one validator, both signed. */
  static boolean doubleVoting(Host host, DoubleVotingProof proof) {
    Commitment first = proof.first().commitment();
    Commitment second = proof.second().commitment();
    return proof.first().id().equals(proof.second().id())
        && first.blockNumber() == second.blockNumber()
        && first.validatorSetId() == second.validatorSetId()
        && !first.payload().equals(second.payload())
        && valid(host, proof.first())
        && valid(host, proof.second());
  }
}
