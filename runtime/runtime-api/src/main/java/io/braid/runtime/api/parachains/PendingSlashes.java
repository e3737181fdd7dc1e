package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import java.util.SortedMap;

/**
 * Validators who lost a dispute of a past session and are not reported yet: their parachain keys by
 * their index in that session.
 */
@Scale(path = "polkadot_primitives::vstaging::PendingSlashes")
public record PendingSlashes(SortedMap<Integer, @Size(32) Bytes> keys, DisputeOffenceKind kind) {}
