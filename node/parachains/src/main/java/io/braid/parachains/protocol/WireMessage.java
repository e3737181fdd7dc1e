package io.braid.parachains.protocol;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.TypeInfo;
import java.util.List;

/** A notification of {@code validation/3} or {@code collation/2}. */
public sealed interface WireMessage<M> {
  record ProtocolMessage<M>(M message) implements WireMessage<M> {}

  record ViewUpdate<M>(View view) implements WireMessage<M> {}

  /**
   * @param message of the protocol's own messages
   */
  static <M> Codec<WireMessage<M>> codec(Codec<M> message) {
    return Codecs.of(
        () ->
            new TypeInfo.Variant(
                List.of("polkadot_network_bridge", "WireMessage"),
                List.of(
                    new TypeInfo.Case(
                        "ProtocolMessage", 1, List.of(new TypeInfo.Field("", message, "M"))),
                    new TypeInfo.Case(
                        "ViewUpdate",
                        2,
                        List.of(new TypeInfo.Field("", ViewCodec.CODEC, "View"))))),
        Codec.UNBOUNDED,
        (value, out) -> {
          switch (value) {
            case ProtocolMessage<M>(M sent) -> out.u8(1).write(message, sent);
            case ViewUpdate<M>(View view) -> out.u8(2).write(ViewCodec.CODEC, view);
          }
        },
        in -> {
          int kind = in.u8();
          return switch (kind) {
            case 1 -> new ProtocolMessage<>(message.decode(in));
            case 2 -> new ViewUpdate<>(ViewCodec.CODEC.decode(in));
            default -> throw new ScaleException("expected message 1 or 2 at byte 0, found " + kind);
          };
        });
  }
}
