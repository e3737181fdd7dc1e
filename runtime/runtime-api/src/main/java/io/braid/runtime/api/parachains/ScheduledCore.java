package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import java.util.Optional;

/** A core that waits for a candidate of {@code paraId}. */
@Scale(path = "polkadot_primitives::v8::ScheduledCore")
public record ScheduledCore(int paraId, Optional<@Size(32) Bytes> collator) {}
