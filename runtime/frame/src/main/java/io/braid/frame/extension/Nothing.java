package io.braid.frame.extension;

import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;
import io.braid.scale.TypeInfo;
import java.util.List;

/** The type of an extension that carries nothing: an empty structure under the extension's name. */
final class Nothing {
  private Nothing() {}

  static Codec<Unit> named(String... path) {
    return Codecs.of(
        () -> new TypeInfo.Composite(List.of(path), List.of()),
        0,
        (value, out) -> {},
        in -> Unit.UNIT);
  }
}
