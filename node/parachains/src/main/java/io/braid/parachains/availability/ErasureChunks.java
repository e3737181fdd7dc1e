package io.braid.parachains.availability;

import io.braid.erasure.Chunk;
import io.braid.erasure.ChunkProof;
import io.braid.erasure.ChunkTrie;
import io.braid.erasure.ErasureCode;
import io.braid.executor.host.StatelessHost;
import io.braid.parachains.candidate.AvailableData;
import io.braid.parachains.candidate.AvailableDataCodec;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.List;

/**
 * Available data cut into one chunk for each validator, with the proofs that tie them to a root.
 */
public final class ErasureChunks {
  private final AvailableData data;
  private final List<Bytes> chunks;
  private final ChunkTrie trie;

  private ErasureChunks(AvailableData data, List<Bytes> chunks, ChunkTrie trie) {
    this.data = data;
    this.chunks = chunks;
    this.trie = trie;
  }

  /** Whether data can be cut for so many validators. */
  public static boolean possible(int validators) {
    return validators >= ErasureCode.MIN_VALIDATORS && validators <= ErasureCode.MAX_VALIDATORS;
  }

  /**
   * @param validators of the session, at least {@value ErasureCode#MIN_VALIDATORS}
   */
  public static ErasureChunks of(AvailableData data, int validators) {
    List<Bytes> chunks =
        ErasureCode.forValidators(validators).chunks(AvailableDataCodec.CODEC.encode(data));
    return new ErasureChunks(data, chunks, ChunkTrie.of(chunks, StatelessHost.BLAKE2));
  }

  /** The erasure root of a candidate descriptor. */
  public Hash256 root() {
    return trie.root();
  }

  /** What was cut. */
  public AvailableData data() {
    return data;
  }

  /** Of the data and all chunks together. */
  public long sizeBytes() {
    return data.pov().blockData().size() + (long) chunks.size() * chunks.getFirst().size();
  }

  public int count() {
    return chunks.size();
  }

  public ProvenChunk chunk(int index) {
    ChunkProof proof = trie.proof(index);
    return ProvenChunk.of(new Chunk(index, chunks.get(index)), proof);
  }
}
