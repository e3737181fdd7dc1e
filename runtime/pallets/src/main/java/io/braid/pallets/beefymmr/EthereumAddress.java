package io.braid.pallets.beefymmr;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Host;
import java.util.Optional;

/** The address by which Ethereum knows a secp256k1 key: what its signatures recover to there. */
final class EthereumAddress {
  private static final int SIZE = 20;

  /** Of a key that is none. */
  private static final Bytes NOBODY = Bytes.wrap(new byte[SIZE]);

  private EthereumAddress() {}

  /**
   * The address of a compressed key.
   *
   * <p>It is made of both coordinates, and the host can only recover keys from signatures. So it is
   * asked for the key behind the signature r = s = x of the hash 0: that is the point with this x
   * itself, since Q = (s R - z G) / r.
   */
  static Bytes of(Host host, Bytes compressed) {
    int parity = compressed.get(0) - 2;
    if (parity != 0 && parity != 1) {
      return NOBODY;
    }
    Bytes x = compressed.slice(1);
    Bytes signature = Bytes.concat(x, x, Bytes.of((byte) parity));
    Optional<Bytes> point = host.secp256k1Coordinates(signature.unsafeArray(), new byte[32]);
    return point
        .map(both -> Bytes.wrap(host.keccak256(both.unsafeArray())).slice(12))
        .orElse(NOBODY);
  }
}
