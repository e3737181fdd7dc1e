package io.braid.runtime.api;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.TypeInfo;
import java.util.List;

/** SCALE of Rust's {@code Result}. */
public final class Results {
  private Results() {}

  /** A value, or the reason why there is none. */
  public sealed interface Result<T, E> {
    record Ok<T, E>(T value) implements Result<T, E> {}

    record Err<T, E>(E error) implements Result<T, E> {}
  }

  public static <T, E> Codec<Result<T, E>> codec(Codec<T> ok, Codec<E> error) {
    return Codecs.of(
        () ->
            new TypeInfo.Variant(
                List.of("Result"),
                List.of(new TypeInfo.Parameter("T", ok), new TypeInfo.Parameter("E", error)),
                List.of(
                    new TypeInfo.Case("Ok", 0, List.of(new TypeInfo.Field("", ok, ""))),
                    new TypeInfo.Case("Err", 1, List.of(new TypeInfo.Field("", error, "")))),
                List.of()),
        Codecs.plus(1, Math.max(ok.maxEncodedSize(), error.maxEncodedSize())),
        (value, out) -> {
          switch (value) {
            case Result.Ok<T, E> v -> {
              out.u8(0);
              ok.encode(v.value(), out);
            }
            case Result.Err<T, E> v -> {
              out.u8(1);
              error.encode(v.error(), out);
            }
          }
        },
        in -> in.bool() ? new Result.Err<>(error.decode(in)) : new Result.Ok<>(ok.decode(in)));
  }
}
