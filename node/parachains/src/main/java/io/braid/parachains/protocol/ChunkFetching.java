package io.braid.parachains.protocol;

import io.braid.erasure.ChunkProof;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;
import java.util.List;

/** {@code req_chunk/2}: fetches a chunk of a candidate's data. */
public interface ChunkFetching {
  /**
   * Whose chunk.
   *
   * @param index of the validator
   */
  @Scale(path = "polkadot_node_network_protocol::request_response::v2::ChunkFetchingRequest")
  record Request(Hash256 candidateHash, int index) {}

  /** The chunk, if it is there. */
  @Scale(path = "polkadot_node_network_protocol::request_response::v2::ChunkFetchingResponse")
  sealed interface Response {
    @Unnamed
    record Found(Chunk chunk) implements Response {}

    record NoSuchChunk() implements Response {}
  }

  /**
   * A chunk and the trie nodes that lead from the erasure root to it.
   *
   * @param index of the chunk
   */
  @Scale(path = "polkadot_node_network_protocol::request_response::v2::ChunkResponse")
  record Chunk(
      Bytes chunk,
      @Max(ChunkProof.MAX_DEPTH) List<@Max(ChunkProof.MAX_NODE_BYTES) Bytes> proof,
      int index) {}
}
