package io.braid.runtime.api.parachains;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Decoded;
import io.braid.scale.ScaleWriter;
import java.util.Map;
import java.util.Optional;

/**
 * On which relay block a parachain's block was made: an item of its digest with the letters RPSR.
 *
 * @param storageRoot of the relay block
 * @param number of the relay block
 */
public record RelayParentDigest(Hash256 storageRoot, int number) {
  private static final Bytes ENGINE = Bytes.utf8("RPSR");

  public DigestItem digestItem() {
    return new DigestItem.Consensus(
        ENGINE, new ScaleWriter(37).raw(storageRoot.bytes()).compact(number).toBytes());
  }

  /** The first in a digest. */
  public static Optional<RelayParentDigest> of(Digest digest) {
    Codec<Map.Entry<Hash256, Integer>> codec = Codecs.pair(Hash256.CODEC, Codecs.COMPACT_U32);
    for (DigestItem item : digest.logs()) {
      if (item instanceof DigestItem.Consensus consensus
          && consensus.engine().equals(ENGINE)
          && codec.tryDecode(consensus.data())
              instanceof Decoded.Value<Map.Entry<Hash256, Integer>> found) {
        return Optional.of(new RelayParentDigest(found.value().getKey(), found.value().getValue()));
      }
    }
    return Optional.empty();
  }
}
