package io.braid.runtime.api.parachains;

import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.RuntimeApi;
import io.braid.scale.Codecs;
import io.braid.scale.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** What a validator asks the relay chain about parachains. */
@RuntimeApi(id = "af2c0297a23e6d3d", version = 15)
public interface ParachainHost {
  /** Get the current validators. */
  List<@Size(32) Bytes> validators();

  /** Returns the validator groups and rotation info localized based on the hypothetical child. */
  Map.Entry<List<List<Integer>>, GroupRotationInfo> validatorGroups();

  /** Yields information on all availability cores as relevant to the child block. */
  List<CoreState> availabilityCores();

  /** Yields the persisted validation data for the given para along with an assumption. */
  Optional<PersistedValidationData> persistedValidationData(
      int paraId, OccupiedCoreAssumption assumption);

  /** Yields the persisted validation data with the given hash, and the para's code hash. */
  Optional<Map.Entry<PersistedValidationData, Hash256>> assumedValidationData(
      int paraId, Hash256 expectedPersistedValidationDataHash);

  /** Checks if the given validation outputs pass the acceptance criteria. */
  boolean checkValidationOutputs(int paraId, CandidateCommitments outputs);

  /** Returns the session index expected at a child of the block. */
  int sessionIndexForChild();

  /** Fetch the validation code used by a para, making the given assumption. */
  Optional<Bytes> validationCode(int paraId, OccupiedCoreAssumption assumption);

  /** Get the receipt of a candidate pending availability. */
  Optional<CommittedCandidateReceipt> candidatePendingAvailability(int paraId);

  /** Get a vector of events concerning candidates that occurred within a block. */
  List<CandidateEvent> candidateEvents();

  /** Get all the pending inbound messages in the downward message queue for a para. */
  List<InboundDownwardMessage> dmqContents(int recipient);

  /** Get the contents of all channels addressed to the given recipient, by sender. */
  SortedMap<Integer, List<InboundHrmpMessage>> inboundHrmpChannelsContents(int recipient);

  /** Get the validation code from its hash. */
  Optional<Bytes> validationCodeByHash(Hash256 hash);

  /** Scrape dispute relevant votes from on-chain: backing votes and imported disputes. */
  Optional<ScrapedOnChainVotes> onChainVotes();

  /** Get the session info for the given session, if stored. */
  Optional<SessionInfo> sessionInfo(int index);

  /** Submits a PVF pre-checking statement into the transaction pool. */
  void submitPvfCheckStatement(PvfCheckStatement stmt, @Size(64) Bytes signature);

  /** Returns code hashes of PVFs that require pre-checking by validators in the active set. */
  List<Hash256> pvfsRequirePrecheck();

  /** Fetch the hash of the validation code used by a para, making the given assumption. */
  Optional<Hash256> validationCodeHash(int paraId, OccupiedCoreAssumption assumption);

  /** Returns all onchain disputes. */
  List<SessionDispute> disputes();

  /** Returns execution parameters for the session. */
  Optional<List<ExecutorParam>> sessionExecutorParams(int sessionIndex);

  /** Returns the validators that lost a past session dispute, but for those who only approved. */
  List<PendingSlashesOf.Legacy> unappliedSlashes();

  /** Returns the validators that lost a past session dispute and need to be slashed. */
  List<PendingSlashesOf> unappliedSlashesV2();

  /** Returns a merkle proof of a validator session key; the inner bytes are a MembershipProof. */
  Optional<Bytes> keyOwnershipProof(@Size(32) Bytes validatorId);

  /** Submits a report of a validator that lost a past session's dispute. */
  Optional<Codecs.Unit> submitReportDisputeLost(DisputeProof disputeProof, Bytes keyOwnershipProof);

  /** Get the minimum number of backing votes for a parachain candidate. */
  int minimumBackingVotes();

  /** Returns the state of parachain backing for a given para. */
  Optional<BackingState> paraBackingState(int paraId);

  /** Returns candidate's acceptance limitations for asynchronous backing. */
  AsyncBackingParams asyncBackingParams();

  /** Returns a list of all disabled validators at the given block. */
  List<Integer> disabledValidators();

  /** Get node features, a bit for each. */
  Bits nodeFeatures();

  /** Approval voting configuration parameters. */
  ApprovalVotingParams approvalVotingParams();

  /** Claim queue: for every core, the paras whose turn comes next, the first first. */
  SortedMap<Integer, List<Integer>> claimQueue();

  /** Retrieve the maximum uncompressed code size, in bytes. */
  int validationCodeBombLimit();

  /** Returns the constraints on the actions that can be taken by a new parachain block. */
  Optional<BackingConstraints> backingConstraints(int paraId);

  /** Retrieve the scheduling lookahead. */
  int schedulingLookahead();

  /** Retrieve the ids of all paras that have a head. */
  List<Integer> paraIds();

  /** Elastic scaling: all candidates of a para that wait for availability. */
  List<CommittedCandidateReceipt> candidatesPendingAvailability(int paraId);
}
