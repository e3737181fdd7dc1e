package io.braid.pallets.grandpa;

import io.braid.runtime.api.grandpa.GrandpaAuthority;
import io.braid.scale.Scale;
import java.util.List;
import java.util.Optional;

/** A change of voters that is under way; {@code forced} holds the median last finalised block. */
@Scale(path = "pallet_grandpa::StoredPendingChange")
record StoredPendingChange(
    int scheduledAt, int delay, List<GrandpaAuthority> nextAuthorities, Optional<Integer> forced) {}
