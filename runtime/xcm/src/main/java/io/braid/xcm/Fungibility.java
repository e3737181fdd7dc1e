package io.braid.xcm;

import io.braid.primitives.U128;
import io.braid.scale.Compact;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** How much of an asset, or which one. */
@Scale(path = "staging_xcm::v5::asset::Fungibility")
public sealed interface Fungibility {
  @Unnamed
  record Fungible(@Compact U128 amount) implements Fungibility {}

  @Unnamed
  record NonFungible(AssetInstance instance) implements Fungibility {}
}
