package io.braid.frame.storage;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Host;
import io.braid.scale.Codec;
import io.braid.scale.ScaleReader;

/** One key of a map: its codec and its hasher. */
public record KeyPart<K>(Hasher hasher, Codec<K> codec) {
  Bytes encode(Host host, K key) {
    return Bytes.wrap(hasher.hash(host, codec.encode(key)));
  }

  /** Reads the key back from a storage key. */
  K decode(ScaleReader in) {
    if (!hasher.reversible()) {
      throw new IllegalStateException("keys hashed with " + hasher + " cannot be read back");
    }
    in.raw(hasher.hashSize());
    return codec.decode(in);
  }
}
