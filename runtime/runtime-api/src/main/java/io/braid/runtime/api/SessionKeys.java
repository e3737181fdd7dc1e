package io.braid.runtime.api;

import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Session keys runtime api. */
@RuntimeApi(id = "ab3c0572291feb8b", version = 1)
public interface SessionKeys {
  /** Generates a set of session keys in the node's keystore and gives the public keys. */
  Bytes generateSessionKeys(Optional<Bytes> seed);

  /** Takes encoded public session keys apart: each with the four characters of its type. */
  Optional<List<Map.Entry<Bytes, @io.braid.scale.Size(4) Bytes>>> decodeSessionKeys(Bytes encoded);
}
