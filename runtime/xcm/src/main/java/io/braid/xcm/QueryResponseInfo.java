package io.braid.xcm;

import io.braid.runtime.api.Weight;
import io.braid.scale.Compact;
import io.braid.scale.Scale;

/** Where the answer to a query goes, and what handling it may cost. */
@Scale(path = "staging_xcm::v5::QueryResponseInfo")
public record QueryResponseInfo(Location destination, @Compact long queryId, Weight maxWeight) {}
