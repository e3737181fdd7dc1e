package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.scale.Scale;
import java.util.List;

/**
 * What a proof of validity holds: a parachain block, and the part of the parent's state that it
 * reads, as a compact proof.
 */
@Scale(path = "cumulus_primitives_core::ParachainBlockData")
public record ParachainBlockData(Header header, List<Bytes> extrinsics, List<Bytes> storageProof) {}
