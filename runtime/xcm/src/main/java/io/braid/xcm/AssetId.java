package io.braid.xcm;

import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** What kind of asset: the place of whatever issues it. */
@Unnamed
@Scale(path = "staging_xcm::v5::asset::AssetId")
public record AssetId(Location location) {}
