package io.braid.xcm;

import io.braid.primitives.Bytes;
import java.util.Optional;

/** The order of junctions: by variant, then field by field. Assets are sorted by it. */
final class JunctionOrder {
  private JunctionOrder() {}

  static int compare(Junction a, Junction b) {
    Bytes left = JunctionCodec.CODEC.encodeToBytes(a);
    Bytes right = JunctionCodec.CODEC.encodeToBytes(b);
    int byVariant = Integer.compare(left.get(0), right.get(0));
    if (byVariant != 0) {
      return byVariant;
    }
    // Compact integers do not sort as their bytes do.
    if (a instanceof Junction.Parachain x && b instanceof Junction.Parachain y) {
      return Integer.compare(x.id(), y.id());
    }
    if (a instanceof Junction.GeneralIndex x && b instanceof Junction.GeneralIndex y) {
      return x.index().compareTo(y.index());
    }
    if (a instanceof Junction.AccountIndex64 x && b instanceof Junction.AccountIndex64 y) {
      int byNetwork = compare(x.network(), y.network());
      return byNetwork != 0 ? byNetwork : Long.compareUnsigned(x.index(), y.index());
    }
    if (a instanceof Junction.GlobalConsensus x && b instanceof Junction.GlobalConsensus y) {
      return compare(x.network(), y.network());
    }
    return left.compareTo(right);
  }

  private static int compare(Optional<NetworkId> a, Optional<NetworkId> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(a.isPresent(), b.isPresent());
    }
    return compare(a.get(), b.get());
  }

  private static int compare(NetworkId a, NetworkId b) {
    if (a instanceof NetworkId.Ethereum x && b instanceof NetworkId.Ethereum y) {
      return Long.compareUnsigned(x.chainId(), y.chainId());
    }
    return NetworkIdCodec.CODEC.encodeToBytes(a).compareTo(NetworkIdCodec.CODEC.encodeToBytes(b));
  }
}
