package io.braid.xcm;

import io.braid.runtime.api.Weight;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** How much weight to pay for at most. */
@Scale(path = "xcm::v3::WeightLimit")
public sealed interface WeightLimit {
  record Unlimited() implements WeightLimit {}

  @Unnamed
  record Limited(Weight weight) implements WeightLimit {}
}
