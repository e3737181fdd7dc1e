package io.braid.parachains.availability;

import io.braid.erasure.Chunk;
import io.braid.erasure.ChunkProof;
import io.braid.executor.host.StatelessHost;
import io.braid.parachains.protocol.ChunkFetching;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.List;

/**
 * A chunk and the trie nodes that lead from an erasure root to it.
 *
 * @param index of the validator whose chunk it is
 */
public record ProvenChunk(int index, Bytes data, List<Bytes> proof) {
  static ProvenChunk of(Chunk chunk, ChunkProof proof) {
    return new ProvenChunk(chunk.index(), chunk.data(), proof.nodes());
  }

  static ProvenChunk of(ChunkFetching.Chunk sent) {
    return new ProvenChunk(sent.index(), sent.chunk(), sent.proof());
  }

  ChunkFetching.Chunk toSend() {
    return new ChunkFetching.Chunk(data, proof, index);
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
