package io.braid.frame.system;

import io.braid.scale.Compact;
import io.braid.scale.Scale;

/** Under which runtime the last block was made. */
@Scale(path = "frame_system::LastRuntimeUpgradeInfo")
public record LastRuntimeUpgradeInfo(@Compact int specVersion, String specName) {}
