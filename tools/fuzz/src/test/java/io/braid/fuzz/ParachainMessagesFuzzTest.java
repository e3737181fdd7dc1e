package io.braid.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.braid.parachains.protocol.AttestedCandidate_RequestCodec;
import io.braid.parachains.protocol.AttestedCandidate_ResponseCodec;
import io.braid.parachains.protocol.AvailableDataFetching_RequestCodec;
import io.braid.parachains.protocol.AvailableDataFetching_ResponseCodec;
import io.braid.parachains.protocol.ChunkFetching_RequestCodec;
import io.braid.parachains.protocol.ChunkFetching_ResponseCodec;
import io.braid.parachains.protocol.CollationFetching_RequestCodec;
import io.braid.parachains.protocol.CollationFetching_ResponseCodec;
import io.braid.parachains.protocol.CollationMessageCodec;
import io.braid.parachains.protocol.DisputeMessageCodec;
import io.braid.parachains.protocol.PovFetching_RequestCodec;
import io.braid.parachains.protocol.PovFetching_ResponseCodec;
import io.braid.parachains.protocol.ValidationMessageCodec;
import io.braid.parachains.protocol.WireMessage;
import io.braid.scale.Codec;
import java.util.List;

/** What validators and collators send each other. */
class ParachainMessagesFuzzTest {
  private static final List<Codec<?>> TYPES =
      List.of(
          WireMessage.codec(ValidationMessageCodec.CODEC),
          WireMessage.codec(CollationMessageCodec.CODEC),
          CollationFetching_RequestCodec.CODEC,
          CollationFetching_ResponseCodec.CODEC,
          AttestedCandidate_RequestCodec.CODEC,
          AttestedCandidate_ResponseCodec.CODEC,
          DisputeMessageCodec.CODEC,
          PovFetching_RequestCodec.CODEC,
          PovFetching_ResponseCodec.CODEC,
          ChunkFetching_RequestCodec.CODEC,
          ChunkFetching_ResponseCodec.CODEC,
          AvailableDataFetching_RequestCodec.CODEC,
          AvailableDataFetching_ResponseCodec.CODEC);

  /** The same bytes as every kind of message. */
  @FuzzTest
  void aMessageIsReadOrRefused(byte[] input) {
    TYPES.forEach(type -> Canonical.check(type, input, 4_096));
  }
}
