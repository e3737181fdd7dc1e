package io.braid.xcm;

import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** Which assets go, and how. */
@Scale(path = "staging_xcm::v5::asset::AssetTransferFilter")
public sealed interface AssetTransferFilter {
  AssetFilter filter();

  @Unnamed
  record Teleport(AssetFilter filter) implements AssetTransferFilter {}

  @Unnamed
  record ReserveDeposit(AssetFilter filter) implements AssetTransferFilter {}

  @Unnamed
  record ReserveWithdraw(AssetFilter filter) implements AssetTransferFilter {}
}
