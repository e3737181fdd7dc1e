package io.braid.consensus.beefy;

import io.braid.crypto.ecdsa.Ecdsa;
import io.braid.crypto.hash.Keccak;
import io.braid.runtime.api.beefy.Commitment;
import io.braid.runtime.api.beefy.CommitmentCodec;
import io.braid.runtime.api.beefy.VoteMessage;

/** What validators sign. */
final class Votes {
  private Votes() {}

  /** 32 bytes. */
  static byte[] hash(Commitment commitment) {
    return Keccak.hash256(CommitmentCodec.CODEC.encode(commitment));
  }

  static boolean isSigned(VoteMessage vote) {
    return Ecdsa.verifyPrehashed(
        vote.signature().unsafeArray(), hash(vote.commitment()), vote.id().unsafeArray());
  }
}
