package io.braid.xcm.executor;

import io.braid.frame.storage.Storage;
import io.braid.runtime.api.Weight;
import io.braid.xcm.Junctions;
import java.util.function.Supplier;

/**
 * The parts of a chain that XCM needs.
 *
 * @param universalLocation the way from the universe down to this chain
 * @param unitWeight what any one instruction costs
 */
public record XcmConfig(
    Storage storage,
    Supplier<Junctions> universalLocation,
    AssetTransactor transactor,
    Trust trust,
    Trader trader,
    Router router,
    AssetTrap trap,
    CallDispatcher calls,
    Barrier barrier,
    Weight unitWeight) {}
