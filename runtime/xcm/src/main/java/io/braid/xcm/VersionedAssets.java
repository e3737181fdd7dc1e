package io.braid.xcm;

import io.braid.scale.Codec;

/** Assets and the version they are written in. */
public record VersionedAssets(Assets value) {
  /** Written in version 5; read in 4 or 5. */
  public static final Codec<VersionedAssets> CODEC =
      Versions.codec(
          "VersionedAssets",
          Assets.CODEC,
          Assets.CODEC,
          VersionedAssets::new,
          VersionedAssets::value);
}
