package io.braid.parachains.candidate;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;

/**
 * A proof of validity: what a validation function needs to check a parachain block.
 *
 * @param blockData opaque to the relay chain; of this project's parachains the SCALE form of {@link
 *     io.braid.runtime.api.parachains.ParachainBlockData}
 */
@Scale(path = "polkadot_node_primitives::PoV")
public record PoV(Bytes blockData) {}
