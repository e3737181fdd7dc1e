package io.braid.xcm;

import io.braid.scale.Codec;

/** A message and the version it is written in: what travels between chains. */
public record VersionedXcm(Xcm value) {
  /** Written in version 5; read in 4 or 5. */
  public static final Codec<VersionedXcm> CODEC =
      Versions.codec(
          "VersionedXcm",
          InstructionV4.XCM,
          Xcm.CODEC,
          v -> new VersionedXcm(v.bounded()),
          VersionedXcm::value);
}
