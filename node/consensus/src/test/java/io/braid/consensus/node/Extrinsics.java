package io.braid.consensus.node;

import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.keys.KeyPair;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.U128;
import io.braid.scale.ScaleWriter;

/** Extrinsics of the relay chain as a client puts them together, byte by byte. */
public final class Extrinsics {
  private Extrinsics() {}

  /** {@code Balances.transfer_keep_alive}. */
  public static Bytes transfer(Bytes to, U128 value) {
    return new ScaleWriter().u8(4).u8(3).u8(0).raw(to).compact(value).toBytes();
  }

  /** {@code Session.set_keys}: the keys one after the other, and an empty proof. */
  public static Bytes setKeys(Bytes keys) {
    return new ScaleWriter().u8(8).u8(0).raw(keys).compact(0).toBytes();
  }

  /** Version 4, signed, immortal. */
  public static Bytes sign(
      KeyPair signer, int nonce, long tip, Bytes call, Hash256 genesis, int specVersion) {
    Bytes explicit = new ScaleWriter().u8(0).compact(nonce).compact(tip).u8(0).toBytes();
    Bytes implicit =
        new ScaleWriter()
            .u32(specVersion)
            .u32(1)
            .raw(genesis.bytes())
            .raw(genesis.bytes())
            .u8(0)
            .toBytes();
    byte[] payload = Bytes.concat(call, explicit, implicit).toArray();
    Bytes signature = signer.sign(payload.length > 256 ? Blake2b.hash256(payload) : payload);
    return new ScaleWriter()
        .u8(0x84)
        .u8(0)
        .raw(signer.publicKey())
        .u8(1)
        .raw(signature)
        .raw(explicit)
        .raw(call)
        .toBytes();
  }
}
