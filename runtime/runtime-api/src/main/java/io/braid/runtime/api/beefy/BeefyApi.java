package io.braid.runtime.api.beefy;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.RuntimeApi;
import io.braid.scale.Codecs;
import io.braid.scale.Size;
import java.util.Optional;

/** API necessary for BEEFY voters. */
@RuntimeApi(id = "49eaaf1b548a0cb0", version = 6)
public interface BeefyApi {
  /** Return the block number where BEEFY consensus is enabled/started. */
  Optional<Integer> beefyGenesis();

  /** Return the current active BEEFY validator set. */
  Optional<BeefyValidatorSet> validatorSet();

  /** Submits a report of two votes for one block; empty when that failed. */
  Optional<Codecs.Unit> submitReportDoubleVotingUnsignedExtrinsic(
      DoubleVotingProof equivocationProof, Bytes keyOwnerProof);

  /** Submits a report of a vote for another chain; empty when that failed. */
  Optional<Codecs.Unit> submitReportForkVotingUnsignedExtrinsic(
      OpaqueForkVotingProof equivocationProof, Bytes keyOwnerProof);

  /** Submits a report of a vote for a block to come; empty when that failed. */
  Optional<Codecs.Unit> submitReportFutureBlockVotingUnsignedExtrinsic(
      FutureBlockVotingProof equivocationProof, Bytes keyOwnerProof);

  /** Proves who holds a BEEFY key now; the inner bytes are a MembershipProof. */
  Optional<Bytes> generateKeyOwnershipProof(long setId, @Size(33) Bytes authorityId);
}
