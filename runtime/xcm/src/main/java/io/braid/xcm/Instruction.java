package io.braid.xcm;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Weight;
import io.braid.scale.Compact;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All instructions of version 5, in the order of their indices, 0 to 51. Which of them are carried
 * out is the executor's business.
 */
@Scale(path = "staging_xcm::v5::Instruction")
public sealed interface Instruction {
  @Unnamed
  record WithdrawAsset(Assets assets) implements Instruction {}

  @Unnamed
  record ReserveAssetDeposited(Assets assets) implements Instruction {}

  @Unnamed
  record ReceiveTeleportedAsset(Assets assets) implements Instruction {}

  record QueryResponse(
      @Compact long queryId, Response response, Weight maxWeight, Optional<Location> querier)
      implements Instruction {}

  record TransferAsset(Assets assets, Location beneficiary) implements Instruction {}

  record TransferReserveAsset(Assets assets, Location dest, Xcm xcm) implements Instruction {}

  record Transact(OriginKind originKind, Optional<Weight> fallbackMaxWeight, Bytes call)
      implements Instruction {}

  record HrmpNewChannelOpenRequest(
      @Compact int sender, @Compact int maxMessageSize, @Compact int maxCapacity)
      implements Instruction {}

  record HrmpChannelAccepted(@Compact int recipient) implements Instruction {}

  record HrmpChannelClosing(@Compact int initiator, @Compact int sender, @Compact int recipient)
      implements Instruction {}

  record ClearOrigin() implements Instruction {}

  @Unnamed
  record DescendOrigin(Junctions interior) implements Instruction {}

  @Unnamed
  record ReportError(QueryResponseInfo info) implements Instruction {}

  record DepositAsset(AssetFilter assets, Location beneficiary) implements Instruction {}

  record DepositReserveAsset(AssetFilter assets, Location dest, Xcm xcm) implements Instruction {}

  record ExchangeAsset(AssetFilter give, Assets want, boolean maximal) implements Instruction {}

  record InitiateReserveWithdraw(AssetFilter assets, Location reserve, Xcm xcm)
      implements Instruction {}

  record InitiateTeleport(AssetFilter assets, Location dest, Xcm xcm) implements Instruction {}

  record ReportHolding(QueryResponseInfo responseInfo, AssetFilter assets) implements Instruction {}

  record BuyExecution(Asset fees, WeightLimit weightLimit) implements Instruction {}

  record RefundSurplus() implements Instruction {}

  @Unnamed
  record SetErrorHandler(Xcm xcm) implements Instruction {}

  @Unnamed
  record SetAppendix(Xcm xcm) implements Instruction {}

  record ClearError() implements Instruction {}

  record ClaimAsset(Assets assets, Location ticket) implements Instruction {}

  @Unnamed
  record Trap(@Compact long code) implements Instruction {}

  record SubscribeVersion(@Compact long queryId, Weight maxResponseWeight) implements Instruction {}

  record UnsubscribeVersion() implements Instruction {}

  @Unnamed
  record BurnAsset(Assets assets) implements Instruction {}

  @Unnamed
  record ExpectAsset(Assets assets) implements Instruction {}

  @Unnamed
  record ExpectOrigin(Optional<Location> origin) implements Instruction {}

  @Unnamed
  record ExpectError(Optional<Map.Entry<Integer, XcmError>> error) implements Instruction {}

  @Unnamed
  record ExpectTransactStatus(MaybeErrorCode status) implements Instruction {}

  record QueryPallet(Bytes moduleName, QueryResponseInfo responseInfo) implements Instruction {}

  record ExpectPallet(
      @Compact int index,
      Bytes name,
      Bytes moduleName,
      @Compact int crateMajor,
      @Compact int minCrateMinor)
      implements Instruction {}

  @Unnamed
  record ReportTransactStatus(QueryResponseInfo info) implements Instruction {}

  record ClearTransactStatus() implements Instruction {}

  @Unnamed
  record UniversalOrigin(Junction junction) implements Instruction {}

  record ExportMessage(NetworkId network, Junctions destination, Xcm xcm) implements Instruction {}

  record LockAsset(Asset asset, Location unlocker) implements Instruction {}

  record UnlockAsset(Asset asset, Location target) implements Instruction {}

  record NoteUnlockable(Asset asset, Location owner) implements Instruction {}

  record RequestUnlock(Asset asset, Location locker) implements Instruction {}

  record SetFeesMode(boolean jitWithdraw) implements Instruction {}

  @Unnamed
  record SetTopic(@Size(32) Bytes topic) implements Instruction {}

  record ClearTopic() implements Instruction {}

  @Unnamed
  record AliasOrigin(Location target) implements Instruction {}

  record UnpaidExecution(WeightLimit weightLimit, Optional<Location> checkOrigin)
      implements Instruction {}

  record PayFees(Asset asset) implements Instruction {}

  record InitiateTransfer(
      Location destination,
      Optional<AssetTransferFilter> remoteFees,
      boolean preserveOrigin,
      @Max(20) List<AssetTransferFilter> assets,
      Xcm remoteXcm)
      implements Instruction {}

  record ExecuteWithOrigin(Optional<Junctions> descendantOrigin, Xcm xcm) implements Instruction {}

  record SetHints(@Max(1) List<Hint> hints) implements Instruction {}
}
