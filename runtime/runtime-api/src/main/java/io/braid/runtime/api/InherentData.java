package io.braid.runtime.api;

import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the author's node tells the runtime about the world: values by 8-byte identifier (Polkadot
 * specification, 3.2.2).
 */
@Scale(path = "sp_inherents::InherentData")
public record InherentData(SortedMap<@Size(8) Bytes, Bytes> data) {
  public static final InherentData EMPTY = new InherentData(new TreeMap<>());

  /** With one more value; {@code identifier} is 8 ASCII characters. */
  public <T> InherentData with(String identifier, Codec<T> codec, T value) {
    TreeMap<Bytes, Bytes> more = new TreeMap<>(data);
    more.put(Bytes.utf8(identifier), codec.encodeToBytes(value));
    return new InherentData(more);
  }

  /**
   * @throws io.braid.scale.ScaleException when the value is malformed
   */
  public <T> Optional<T> find(String identifier, Codec<T> codec) {
    Bytes value = data.get(Bytes.utf8(identifier));
    return value == null ? Optional.empty() : Optional.of(codec.decodeAll(value));
  }

  /** The milliseconds since 1970 that {@code timstap0} carries. */
  public Optional<Long> timestampMillis() {
    return find("timstap0", Codecs.U64);
  }
}
