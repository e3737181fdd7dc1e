package io.braid.xcm;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleException;
import io.braid.scale.TypeInfo;
import java.util.List;
import java.util.function.Function;

/** How versioned values are written: the version's number, then the value. */
final class Versions {
  private Versions() {}

  static <T, V> Codec<V> codec(
      String name, Codec<T> v4, Codec<T> v5, Function<T, V> wrap, Function<V, T> unwrap) {
    return Codecs.of(
        () ->
            new TypeInfo.Variant(
                List.of("xcm", name),
                List.of(),
                List.of(
                    new TypeInfo.Case("V4", 4, List.of(new TypeInfo.Field("", v4, ""))),
                    new TypeInfo.Case("V5", 5, List.of(new TypeInfo.Field("", v5, "")))),
                List.of()),
        Codec.UNBOUNDED,
        (v, out) -> v5.encode(unwrap.apply(v), out.u8(5)),
        in -> {
          int version = in.u8();
          return switch (version) {
            case 4 -> wrap.apply(v4.decode(in));
            case 5 -> wrap.apply(v5.decode(in));
            default ->
                throw new ScaleException(
                    "expected XCM version 4 or 5 at byte "
                        + (in.position() - 1)
                        + ", found "
                        + version);
          };
        });
  }
}
