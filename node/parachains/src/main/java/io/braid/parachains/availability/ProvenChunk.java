package io.braid.parachains.availability;

import io.braid.erasure.Chunk;
import io.braid.erasure.ChunkProof;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import java.util.List;

/**
 * A chunk and the trie nodes that lead from an erasure root to it, as nodes send it to each other.
 *
 * @param index of the validator whose chunk it is
 */
@Scale(path = "braid::ProvenChunk")
public record ProvenChunk(
    int index,
    Bytes data,
    @Max(ChunkProof.MAX_DEPTH) List<@Max(ChunkProof.MAX_NODE_BYTES) Bytes> proof) {
  static ProvenChunk of(Chunk chunk, ChunkProof proof) {
    return new ProvenChunk(chunk.index(), chunk.data(), proof.nodes());
  }

  public Chunk chunk() {
    return new Chunk(index, data);
  }

  /** Whether it is the chunk at its index under {@code root}. */
  public boolean belongsTo(Hash256 root) {
    return index >= 0
        && !data.isEmpty()
        && data.size() % 2 == 0
        && new ChunkProof(proof).proves(root, chunk(), StatelessHost.BLAKE2);
  }
}
