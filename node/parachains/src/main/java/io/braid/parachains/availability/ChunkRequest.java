package io.braid.parachains.availability;

import io.braid.primitives.Hash256;
import io.braid.scale.Scale;

/** Asks for the chunk of the validator with an index. The answer is a {@link ProvenChunk}. */
@Scale(path = "braid::ChunkRequest")
public record ChunkRequest(Hash256 candidate, int index) {}
