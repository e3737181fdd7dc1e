package io.braid.frame.system;

import io.braid.runtime.api.RuntimeVersion;

/**
 * What a runtime decides about itself.
 *
 * @param blockHashCount for how many blocks hashes are kept: the longest life of a mortal
 *     transaction
 * @param ss58Prefix the first bytes of the chain's addresses
 */
public record SystemConfig(
    BlockWeights blockWeights,
    BlockLength blockLength,
    int blockHashCount,
    RuntimeDbWeight dbWeight,
    RuntimeVersion version,
    int ss58Prefix) {}
