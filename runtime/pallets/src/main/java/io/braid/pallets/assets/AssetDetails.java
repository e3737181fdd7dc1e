package io.braid.pallets.assets;

import io.braid.primitives.U128;
import io.braid.scale.Scale;

/**
 * An asset that this chain knows.
 *
 * @param supply all that is in accounts here
 * @param minBalance the least an account may hold; above 0
 */
@Scale
public record AssetDetails(U128 supply, U128 minBalance) {}
