package io.braid.xcm;

import io.braid.runtime.api.Weight;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/**
 * The standard's error codes, up to {@link TooManyAssets}; then those of the Polkadot SDK's
 * executor. What happened in words stands beside it, in the executor's report.
 */
@Scale(path = "xcm::v5::traits::Error")
public sealed interface XcmError {
  record Overflow() implements XcmError {}

  record Unimplemented() implements XcmError {}

  record UntrustedReserveLocation() implements XcmError {}

  record UntrustedTeleportLocation() implements XcmError {}

  record LocationFull() implements XcmError {}

  record LocationNotInvertible() implements XcmError {}

  record BadOrigin() implements XcmError {}

  record InvalidLocation() implements XcmError {}

  record AssetNotFound() implements XcmError {}

  record FailedToTransactAsset() implements XcmError {}

  record NotWithdrawable() implements XcmError {}

  record LocationCannotHold() implements XcmError {}

  record ExceedsMaxMessageSize() implements XcmError {}

  record DestinationUnsupported() implements XcmError {}

  record Transport() implements XcmError {}

  record Unroutable() implements XcmError {}

  record UnknownClaim() implements XcmError {}

  record FailedToDecode() implements XcmError {}

  record MaxWeightInvalid() implements XcmError {}

  record NotHoldingFees() implements XcmError {}

  record TooExpensive() implements XcmError {}

  @Unnamed
  record Trap(long code) implements XcmError {}

  record ExpectationFalse() implements XcmError {}

  record PalletNotFound() implements XcmError {}

  record NameMismatch() implements XcmError {}

  record VersionIncompatible() implements XcmError {}

  record HoldingWouldOverflow() implements XcmError {}

  record ExportError() implements XcmError {}

  record ReanchorFailed() implements XcmError {}

  record NoDeal() implements XcmError {}

  record FeesNotMet() implements XcmError {}

  record LockError() implements XcmError {}

  record NoPermission() implements XcmError {}

  record Unanchored() implements XcmError {}

  record NotDepositable() implements XcmError {}

  record TooManyAssets() implements XcmError {}

  record UnhandledXcmVersion() implements XcmError {}

  @Unnamed
  record WeightLimitReached(Weight weight) implements XcmError {}

  record Barrier() implements XcmError {}

  record WeightNotComputable() implements XcmError {}

  record ExceedsStackLimit() implements XcmError {}
}
