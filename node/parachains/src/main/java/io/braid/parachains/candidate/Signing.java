package io.braid.parachains.candidate;

import io.braid.crypto.sr25519.Sr25519;
import io.braid.primitives.Bits;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.parachains.SigningContext;
import io.braid.runtime.api.parachains.SigningContextCodec;
import io.braid.scale.ScaleWriter;
import java.util.List;

/**
 * What validators sign about parachains, with their sr25519 keys of type {@code para}. A compact
 * statement is the four letters BKNG, its kind, and the candidate hash; the context follows.
 */
public final class Signing {
  private static final Bytes MAGIC = Bytes.utf8("BKNG");

  private Signing() {}

  public static Bytes seconded(Hash256 candidate, SigningContext context) {
    return statement(1, candidate, context);
  }

  public static Bytes valid(Hash256 candidate, SigningContext context) {
    return statement(2, candidate, context);
  }

  private static Bytes statement(int kind, Hash256 candidate, SigningContext context) {
    return new ScaleWriter(80)
        .raw(MAGIC)
        .u8(kind)
        .write(Hash256.CODEC, candidate)
        .write(SigningContextCodec.CODEC, context)
        .toBytes();
  }

  /**
   * @param context with the block whose state the bitfield speaks of
   */
  public static Bytes bitfield(Bits bits, SigningContext context) {
    return new ScaleWriter(64)
        .write(Bits.CODEC, bits)
        .write(SigningContextCodec.CODEC, context)
        .toBytes();
  }

  /**
   * That candidates were checked again and found valid: of one candidate its hash, of several the
   * list.
   *
   * @param candidates in the order in which a block includes them; at least one
   * @param session of that block
   */
  public static Bytes approval(List<Hash256> candidates, int session) {
    ScaleWriter out = new ScaleWriter(48).raw(Bytes.utf8("APPR"));
    if (candidates.size() == 1) {
      out.write(Hash256.CODEC, candidates.getFirst());
    } else {
      out.compact(candidates.size());
      candidates.forEach(candidate -> out.write(Hash256.CODEC, candidate));
    }
    return out.u32(session).toBytes();
  }

  public static boolean verify(Bytes signature, Bytes payload, Bytes publicKey) {
    return Sr25519.verify(signature.unsafeArray(), payload.unsafeArray(), publicKey.unsafeArray());
  }
}
