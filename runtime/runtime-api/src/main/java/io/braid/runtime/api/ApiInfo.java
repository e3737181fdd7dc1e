package io.braid.runtime.api;

import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import io.braid.scale.TypeInfo;
import java.util.List;

/**
 * A runtime API as metadata and the runtime version describe it.
 *
 * @param id 8 bytes: blake2b-64 of {@code name}
 */
public record ApiInfo(String name, Bytes id, int version, List<Method> methods, List<String> docs) {
  public record Method(
      String name, List<TypeInfo.Field> inputs, Codec<?> output, List<String> docs) {}
}
