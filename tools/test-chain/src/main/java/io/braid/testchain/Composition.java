package io.braid.testchain;

import io.braid.frame.RuntimeParts;
import io.braid.frame.executive.Executive;
import io.braid.frame.system.FrameSystem;

/** What the fixture needs of a runtime. */
public record Composition(RuntimeParts parts, FrameSystem system, Executive executive) {}
