package io.braid.frame.system;

import io.braid.frame.PalletEvent;
import io.braid.frame.RuntimeTypes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.TypeInfo;
import java.util.List;

/** An event with the place where it happened. */
public record EventRecord(Phase phase, PalletEvent event, List<Hash256> topics) {
  static Codec<EventRecord> codec(RuntimeTypes types) {
    Codec<List<Hash256>> topicsCodec = Codecs.list(Hash256.CODEC, 16);
    return Codecs.of(
        () ->
            new TypeInfo.Composite(
                List.of("frame_system", "EventRecord"),
                List.of(
                    new TypeInfo.Parameter("E", types.event()),
                    new TypeInfo.Parameter("T", Hash256.CODEC)),
                List.of(
                    new TypeInfo.Field("phase", PhaseCodec.CODEC, "Phase"),
                    new TypeInfo.Field("event", types.event(), "E"),
                    new TypeInfo.Field("topics", topicsCodec, "Vec<T>")),
                List.of()),
        Codec.UNBOUNDED,
        (value, out) -> {
          PhaseCodec.CODEC.encode(value.phase(), out);
          types.event().encode(value.event(), out);
          topicsCodec.encode(value.topics(), out);
        },
        in ->
            new EventRecord(
                PhaseCodec.CODEC.decode(in), types.event().decode(in), topicsCodec.decode(in)));
  }
}
