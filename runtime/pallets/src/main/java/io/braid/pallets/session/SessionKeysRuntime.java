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
            case ECDSA -> host.ecdsaGenerate(type.id(), secret);
          };
      keys = Bytes.concat(keys, key);
    }
    return keys;
  }

  @Override
  public Optional<List<Map.Entry<Bytes, Bytes>>> decodeSessionKeys(Bytes encoded) {
    List<Map.Entry<Bytes, Bytes>> keys = new ArrayList<>();
    int at = 0;
    for (KeyType type : types) {
      int end = at + type.scheme().publicKeyBytes();
      if (encoded.size() < end) {
        return Optional.empty();
      }
      keys.add(Map.entry(encoded.slice(at, end), Bytes.utf8(type.id())));
      at = end;
    }
    return Optional.of(keys);
  }
}
