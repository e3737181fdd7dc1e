package io.braid.xcm;

import io.braid.primitives.Bytes;
import io.braid.scale.Compact;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;

/** A body of people that decides together. */
@Scale(path = "xcm::v3::junction::BodyId")
public sealed interface BodyId {
  record Unit() implements BodyId {}

  @Unnamed
  record Moniker(@Size(4) Bytes name) implements BodyId {}

  @Unnamed
  record Index(@Compact int index) implements BodyId {}

  record Executive() implements BodyId {}

  record Technical() implements BodyId {}

  record Legislative() implements BodyId {}

  record Judicial() implements BodyId {}

  record Defense() implements BodyId {}

  record Administration() implements BodyId {}

  record Treasury() implements BodyId {}
}
