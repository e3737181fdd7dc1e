package io.braid.pallets.parachains;

import io.braid.pallets.parachains.configuration.HostConfiguration;
import io.braid.primitives.Bytes;
import java.util.List;

/**
 * A new session, as the parachain pallets hear of it.
 *
 * @param validators the active validators' parachain keys, in shuffled order
 * @param randomSeed 32 bytes
 */
public record SessionChange(
    int sessionIndex, List<Bytes> validators, HostConfiguration configuration, Bytes randomSeed) {}
