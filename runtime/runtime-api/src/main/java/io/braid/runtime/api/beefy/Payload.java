package io.braid.runtime.api.beefy;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import io.braid.scale.Unnamed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a commitment says of its block.
 *
 * @param entries by two characters that name their kind
 */
@Scale(path = "sp_consensus_beefy::payload::Payload")
@Unnamed
public record Payload(List<Map.Entry<@Size(2) Bytes, Bytes>> entries) {
  /** The root of the mountain range, 32 bytes. */
  public static final Bytes MMR_ROOT = Bytes.utf8("mh");

  public static Payload ofMmrRoot(Hash256 root) {
    return new Payload(List.of(Map.entry(MMR_ROOT, root.bytes())));
  }

  /** The first root of the mountain range that is one; nothing without. */
  public Optional<Hash256> mmrRoot() {
    for (Map.Entry<Bytes, Bytes> entry : entries) {
      if (entry.getKey().equals(MMR_ROOT) && entry.getValue().size() == Hash256.SIZE) {
        return Optional.of(Hash256.of(entry.getValue()));
      }
    }
    return Optional.empty();
  }
}
