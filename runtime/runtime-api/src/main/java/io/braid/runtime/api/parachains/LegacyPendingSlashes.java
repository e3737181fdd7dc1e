package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import java.util.SortedMap;

/** {@link PendingSlashes} as they were before approvers had a kind of their own. */
@Scale(path = "polkadot_primitives::v8::slashing::LegacyPendingSlashes")
public record LegacyPendingSlashes(
    SortedMap<Integer, @Size(32) Bytes> keys, SlashingOffenceKind kind) {}
