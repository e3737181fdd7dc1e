package io.braid.xcm;

import io.braid.scale.Compact;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** Any asset of some description. Counts bound how many assets may match. */
@Scale(path = "staging_xcm::v5::asset::WildAsset")
public sealed interface WildAsset {
  record All() implements WildAsset {}

  record AllOf(AssetId id, WildFungibility fun) implements WildAsset {}

  @Unnamed
  record AllCounted(@Compact int count) implements WildAsset {}

  record AllOfCounted(AssetId id, WildFungibility fun, @Compact int count) implements WildAsset {}
}
