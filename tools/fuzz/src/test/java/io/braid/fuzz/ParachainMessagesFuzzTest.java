package io.braid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.parachains.availability.BitfieldMessageCodec;
import io.braid.parachains.availability.ChunkRequestCodec;
import io.braid.parachains.availability.ProvenChunkCodec;
import io.braid.parachains.backing.StatementCodec;
import io.braid.parachains.candidate.AvailableDataCodec;
import io.braid.parachains.candidate.PoVCodec;
import io.braid.parachains.collation.CollationAdvertisementCodec;
import io.braid.parachains.collation.CollationCodec;
import io.braid.scale.Codec;
import java.util.List;

/** What validators and collators send each other. */
class ParachainMessagesFuzzTest {
  private static final List<Codec<?>> TYPES =
      List.of(
          StatementCodec.CODEC,
          BitfieldMessageCodec.CODEC,
          ChunkRequestCodec.CODEC,
          ProvenChunkCodec.CODEC,
          AvailableDataCodec.CODEC,
          PoVCodec.CODEC,
          CollationAdvertisementCodec.CODEC,
          CollationCodec.CODEC);

  /** The same bytes as every kind of message. */
  @FuzzTest
  void aMessageIsReadOrRefused(byte[] input) {
    TYPES.forEach(type -> Canonical.check(type, input, 4_096));
  }
}
