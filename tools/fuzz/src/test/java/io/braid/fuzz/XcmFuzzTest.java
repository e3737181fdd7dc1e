package io.braid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.xcm.VersionedAssets;
import io.braid.xcm.VersionedLocation;
import io.braid.xcm.VersionedXcm;

/** Messages between consensus systems, which are written by anybody who can submit a call. */
class XcmFuzzTest {
  @FuzzTest
  void aProgramIsReadOrRefused(byte[] input) {
    Canonical.check(VersionedXcm.CODEC, input, 4_096);
  }

  @FuzzTest
  void placesAndAssetsAreReadOrRefused(byte[] input) {
    Canonical.check(VersionedLocation.CODEC, input, 4_096);
    Canonical.check(VersionedAssets.CODEC, input, 4_096);
  }
}
