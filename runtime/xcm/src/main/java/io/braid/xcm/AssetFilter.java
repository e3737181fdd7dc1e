package io.braid.xcm;

import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** Which of the held assets an instruction means. */
@Scale(path = "staging_xcm::v5::asset::AssetFilter")
public sealed interface AssetFilter {
  @Unnamed
  record Definite(Assets assets) implements AssetFilter {}

  @Unnamed
  record Wild(WildAsset asset) implements AssetFilter {}
}
