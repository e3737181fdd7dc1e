package io.braid.consensus.beefy;

import io.braid.runtime.api.beefy.VoteMessage;
import io.braid.runtime.api.beefy.VoteMessageCodec;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.scale.TypeInfo;
import java.util.List;

/** What peers tell each other. */
sealed interface BeefyMessage {
  record Vote(VoteMessage vote) implements BeefyMessage {}

  record Proof(SignedCommitment proof) implements BeefyMessage {}

  Codec<BeefyMessage> CODEC =
      Codecs.of(
          () -> new TypeInfo.Tuple(List.of()),
          Codec.UNBOUNDED,
          (message, out) -> {
            switch (message) {
              case Vote(VoteMessage vote) -> out.u8(0).write(VoteMessageCodec.CODEC, vote);
              case Proof(SignedCommitment proof) -> out.u8(1).write(SignedCommitment.CODEC, proof);
            }
          },
          BeefyMessage::decode);

  private static BeefyMessage decode(ScaleReader in) {
    int kind = in.u8();
    return switch (kind) {
      case 0 -> new Vote(VoteMessageCodec.CODEC.decode(in));
      case 1 -> new Proof(SignedCommitment.CODEC.decode(in));
      default -> throw new ScaleException("expected a vote or a proof, found " + kind);
    };
  }
}
