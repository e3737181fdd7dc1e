package io.braid.parachains.protocol;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.TypeInfo;

/** What a validator says about a candidate, which is named by its hash. */
public sealed interface CompactStatement {
  Hash256 candidateHash();

  /** It vouches for a candidate and brings it to the others. */
  record Seconded(Hash256 candidateHash) implements CompactStatement {}

  /** It has checked a candidate that another one seconded. */
  record Valid(Hash256 candidateHash) implements CompactStatement {}

  /** The letters BKNG, the kind, and the hash: as it is signed, so it is sent. */
  Codec<CompactStatement> CODEC =
      Codecs.of(
          () -> new TypeInfo.Array(37, Codecs.U8),
          37,
          (value, out) ->
              out.raw(Bytes.utf8("BKNG"))
                  .u8(value instanceof Seconded ? 1 : 2)
                  .write(Hash256.CODEC, value.candidateHash()),
          CompactStatement::read);

  private static CompactStatement read(ScaleReader in) {
    int start = in.position();
    if (!Bytes.wrap(in.raw(4)).equals(Bytes.utf8("BKNG"))) {
      throw new ScaleException("expected the letters BKNG at byte " + start);
    }
    int kind = in.u8();
    Hash256 candidate = Hash256.CODEC.decode(in);
    return switch (kind) {
      case 1 -> new Seconded(candidate);
      case 2 -> new Valid(candidate);
      default ->
          throw new ScaleException(
              "expected statement 1 or 2 at byte " + (start + 4) + ", found " + kind);
    };
  }
}
