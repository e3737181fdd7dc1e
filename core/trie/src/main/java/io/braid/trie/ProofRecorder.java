package io.braid.trie;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers every node and value that is read through it, each once, by its hash: what a block's
 * storage proof must hold. Grows with what is read, which the block's proof size limit bounds.
 */
public final class ProofRecorder implements NodeSource {
  private final NodeSource source;
  private final Map<Hash256, Bytes> recorded = new LinkedHashMap<>();
  private final List<Hash256> order = new ArrayList<>();
  private long encodedSizeBytes;

  public ProofRecorder(NodeSource source) {
    this.source = source;
  }

  @Override
  public Optional<Bytes> node(Hash256 hash) {
    Bytes known = recorded.get(hash);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Bytes> found = source.node(hash);
    if (found.isPresent()) {
      recorded.put(hash, found.get());
      order.add(hash);
      encodedSizeBytes += sizedBytes(found.get());
    }
    return found;
  }

  private static long sizedBytes(Bytes node) {
    int size = node.size();
    return size + (size < 1 << 6 ? 1L : size < 1 << 14 ? 2L : size < 1 << 30 ? 4L : 5L);
  }

  /**
   * The sum of the SCALE sizes of all that is recorded, as {@code ext_storage_proof_size} reports
   * it. Consensus data: two nodes must agree on it to the byte.
   */
  public long encodedSizeBytes() {
    return encodedSizeBytes;
  }

  /** A point to come back to with {@link #rollbackTo}. */
  public int mark() {
    return order.size();
  }

  /** Forgets what was recorded after {@code mark}: a transaction that did not enter the block. */
  public void rollbackTo(int mark) {
    for (int i = order.size() - 1; i >= mark; i--) {
      Bytes forgotten = recorded.remove(order.remove(i));
      if (forgotten != null) {
        encodedSizeBytes -= sizedBytes(forgotten);
      }
    }
  }

  /** All that is recorded so far. */
  public StorageProof proof() {
    return StorageProof.of(recorded.values());
  }
}
