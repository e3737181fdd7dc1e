package io.braid.pallets.session;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.SessionKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers {@link SessionKeys}: makes a runtime's session keys in the node's keystore, and takes
 * encoded ones apart. The encoded form is the public keys, one after the other, in the order of the
 * runtime's record.
 */
public final class SessionKeysRuntime implements SessionKeys {
  /** Bytes of a public key. */
  private static final int KEY_SIZE = 32;

  private final Host host;
  private final List<KeyType> types;

  /**
   * @param types the kinds of keys, in the order of the runtime's record
   */
  public SessionKeysRuntime(Host host, List<KeyType> types) {
    this.host = host;
    this.types = List.copyOf(types);
  }

  @Override
  public Bytes generateSessionKeys(Optional<Bytes> seed) {
    Optional<String> secret = seed.map(Bytes::toUtf8);
    Bytes keys = Bytes.EMPTY;
    for (KeyType type : types) {
      Bytes key =
          switch (type.scheme()) {
            case SR25519 -> host.sr25519Generate(type.id(), secret);
            case ED25519 -> host.ed25519Generate(type.id(), secret);
          };
      keys = Bytes.concat(keys, key);
    }
    return keys;
  }

  @Override
  public Optional<List<Map.Entry<Bytes, Bytes>>> decodeSessionKeys(Bytes encoded) {
    if (encoded.size() < types.size() * KEY_SIZE) {
      return Optional.empty();
    }
    List<Map.Entry<Bytes, Bytes>> keys = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      keys.add(
          Map.entry(
              encoded.slice(i * KEY_SIZE, (i + 1) * KEY_SIZE), Bytes.utf8(types.get(i).id())));
    }
    return Optional.of(keys);
  }
}
