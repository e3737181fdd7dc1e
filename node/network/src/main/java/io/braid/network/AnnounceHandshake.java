package io.braid.network;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.Optional;

/**
 * What both sides say before they announce blocks (Polkadot specification, 4.8.1): 69 bytes.
 *
 * @param best the best block of whoever says it
 */
record AnnounceHandshake(PeerRole role, BlockRef best, Hash256 genesis) {
  static final int SIZE = 1 + 4 + 2 * Hash256.SIZE;

  /** What a peer says that it does. */
  enum PeerRole {
    FULL(1),
    LIGHT(2),
    AUTHORITY(4);

    private final int bit;

    PeerRole(int bit) {
      this.bit = bit;
    }

    /** The handshake of all other protocols. */
    Bytes encode() {
      return Bytes.of((byte) bit);
    }
  }

  Bytes encode() {
    return new ScaleWriter(SIZE)
        .u8(role.bit)
        .u32(best.number())
        .raw(best.hash().unsafeArray())
        .raw(genesis.unsafeArray())
        .toBytes();
  }

  static Optional<AnnounceHandshake> decode(Bytes handshake) {
    if (handshake.size() != SIZE) {
      return Optional.empty();
    }
    ScaleReader in = new ScaleReader(handshake);
    int bit = in.u8();
    int number = in.u32();
    Hash256 best = Hash256.of(in.raw(Hash256.SIZE));
    Hash256 genesis = Hash256.of(in.raw(Hash256.SIZE));
    for (PeerRole role : PeerRole.values()) {
      if (role.bit == bit && number >= 0) {
        return Optional.of(new AnnounceHandshake(role, new BlockRef(number, best), genesis));
      }
    }
    return Optional.empty();
  }
}
