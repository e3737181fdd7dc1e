package io.braid.rpc.methods;

import io.braid.primitives.Bytes;
import io.braid.rpc.protocol.Json;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Storage keys, a page at a time. */
final class KeyPages {
  private KeyPages() {}

  /**
   * At most {@code count} keys with a prefix, ascending.
   *
   * @param after the key before the first one, if not from the beginning
   */
  static List<Bytes> page(StateTrie state, Bytes prefix, Optional<Bytes> after, int count) {
    TrieKeys keys = state.keys(prefix);
    after.ifPresent(keys::seekAfter);
    List<Bytes> found = new ArrayList<>();
    while (found.size() < count) {
      Optional<Bytes> key = keys.next();
      if (key.isEmpty()) {
        return found;
      }
      found.add(key.get());
    }
    return found;
  }

  static JsonNode render(List<Bytes> keys) {
    ArrayNode texts = Json.array();
    keys.forEach(key -> texts.add(key.hex()));
    return texts;
  }
}
