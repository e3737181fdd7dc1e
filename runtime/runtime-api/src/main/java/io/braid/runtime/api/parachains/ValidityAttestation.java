package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Index;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;

/**
 * A validator's signature under a candidate: of the statement Seconded (implicit) or Valid
 * (explicit).
 */
@Scale(path = "polkadot_primitives::v8::ValidityAttestation")
public sealed interface ValidityAttestation {
  Bytes signature();

  @Index(1)
  @Unnamed
  record Implicit(@Size(64) Bytes signature) implements ValidityAttestation {}

  @Index(2)
  @Unnamed
  record Explicit(@Size(64) Bytes signature) implements ValidityAttestation {}
}
