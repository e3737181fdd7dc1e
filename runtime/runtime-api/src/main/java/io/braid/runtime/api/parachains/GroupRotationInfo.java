package io.braid.runtime.api.parachains;

import io.braid.scale.Scale;

/**
 * Which group backs which core: groups move on by one core every {@code groupRotationFrequency}
 * blocks.
 */
@Scale(path = "polkadot_primitives::v8::GroupRotationInfo")
public record GroupRotationInfo(int sessionStartBlock, int groupRotationFrequency, int now) {
  /** The group that backs {@code core} in block {@code now}, of {@code groups}. */
  public int groupForCore(int core, int groups) {
    if (groupRotationFrequency == 0) {
      return core;
    }
    if (groups == 0) {
      return 0;
    }
    int blocks = Math.max(0, now - sessionStartBlock);
    int rotations = blocks / groupRotationFrequency % groups;
    return Math.floorMod(core + rotations, groups);
  }

  /** The core that {@code group} backs in block {@code now}, of {@code cores}. */
  public int coreForGroup(int group, int cores) {
    if (groupRotationFrequency == 0) {
      return group;
    }
    if (cores == 0) {
      return 0;
    }
    int blocks = Math.max(0, now - sessionStartBlock);
    int rotations = blocks / groupRotationFrequency % cores;
    return Math.floorMod(group - rotations, cores);
  }
}
