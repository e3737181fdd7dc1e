package io.braid.frame.system;

import io.braid.runtime.api.DispatchClass;
import io.braid.runtime.api.Pays;
import io.braid.runtime.api.Weight;
import io.braid.scale.Scale;

/** What an extrinsic cost, for its event. */
@Scale(path = "frame_system::DispatchEventInfo")
public record DispatchEventInfo(Weight weight, DispatchClass class_, Pays paysFee) {}
