package io.braid.frame.storage;

import io.braid.primitives.Bytes;
import io.braid.scale.Codec;
import java.util.List;
import java.util.Optional;

/**
 * A storage item as metadata describes it.
 *
 * @param keys none for a plain value
 * @param defaultValue the encoded default of an item that is never absent
 */
public record StorageEntry(
    String name, List<KeyPart<?>> keys, Codec<?> value, Optional<Bytes> defaultValue) {
  /** A storage item that can describe itself. */
  public interface Described {
    StorageEntry entry();
  }
}
