package io.braid.xcm;

import io.braid.scale.Codec;

/** A location and the version it is written in. */
public record VersionedLocation(Location value) {
  /** Written in version 5; read in 4 or 5. */
  public static final Codec<VersionedLocation> CODEC =
      Versions.codec(
          "VersionedLocation",
          LocationCodec.CODEC,
          LocationCodec.CODEC,
          VersionedLocation::new,
          VersionedLocation::value);
}
