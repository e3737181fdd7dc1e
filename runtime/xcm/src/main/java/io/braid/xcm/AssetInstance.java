package io.braid.xcm;

import io.braid.primitives.Bytes;
import io.braid.primitives.U128;
import io.braid.scale.Compact;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;

/** Which one of a class of unique things. */
@Scale(path = "staging_xcm::v5::asset::AssetInstance")
public sealed interface AssetInstance {
  record Undefined() implements AssetInstance {}

  @Unnamed
  record Index(@Compact U128 index) implements AssetInstance {}

  @Unnamed
  record Array4(@Size(4) Bytes id) implements AssetInstance {}

  @Unnamed
  record Array8(@Size(8) Bytes id) implements AssetInstance {}

  @Unnamed
  record Array16(@Size(16) Bytes id) implements AssetInstance {}

  @Unnamed
  record Array32(@Size(32) Bytes id) implements AssetInstance {}
}
