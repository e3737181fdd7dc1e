package io.braid.consensus.chain;

import io.braid.crypto.hash.Blake2b;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.HeaderCodec;

/** Which block: its number and its hash. */
public record BlockRef(int number, Hash256 hash) {
  public static BlockRef of(Header header) {
    return new BlockRef(header.number(), hash(header));
  }

  /** The hash of a header with all that its digest holds, the seal included. */
  public static Hash256 hash(Header header) {
    return Hash256.of(Blake2b.hash256(HeaderCodec.CODEC.encode(header)));
  }

  @Override
  public String toString() {
    return "#" + number + " " + hash.hex().substring(0, 10);
  }
}
