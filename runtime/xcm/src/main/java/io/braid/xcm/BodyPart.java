package io.braid.xcm;

import io.braid.scale.Compact;
import io.braid.scale.Scale;

/** How much of a body agrees. */
@Scale(path = "xcm::v3::junction::BodyPart")
public sealed interface BodyPart {
  record Voice() implements BodyPart {}

  record Members(@Compact int count) implements BodyPart {}

  record Fraction(@Compact int nom, @Compact int denom) implements BodyPart {}

  record AtLeastProportion(@Compact int nom, @Compact int denom) implements BodyPart {}

  record MoreThanProportion(@Compact int nom, @Compact int denom) implements BodyPart {}
}
