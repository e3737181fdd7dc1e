package io.braid.consensus.grandpa;

import io.braid.executor.host.SignatureChecks;
import io.braid.scale.ScaleWriter;

/** What voters sign: message, round and set id, one after the other. */
final class Signing {
  private Signing() {}

  static byte[] payload(VoteMessage message, long round, long setId) {
    return new ScaleWriter(64)
        .write(VoteMessageCodec.CODEC, message)
        .u64(round)
        .u64(setId)
        .toArray();
  }

  static boolean verify(SignatureChecks checks, SignedMessage signed, long round, long setId) {
    return checks.ed25519(
        signed.signature().unsafeArray(),
        payload(signed.message(), round, setId),
        signed.id().unsafeArray());
  }

  static boolean verifyPrecommit(SignatureChecks checks, SignedVote vote, long round, long setId) {
    return verify(
        checks,
        new SignedMessage(new VoteMessage.Precommit(vote.vote()), vote.signature(), vote.id()),
        round,
        setId);
  }
}
