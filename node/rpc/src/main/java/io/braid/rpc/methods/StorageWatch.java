package io.braid.rpc.methods;

import io.braid.consensus.chain.Chain;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Tells one subscriber of the values of some keys: all at first, then those that differ at a new
 * best block. For one thread at a time.
 */
final class StorageWatch {
  private static final Logger LOG = LoggerFactory.getLogger(StorageWatch.class);

  private final Chain chain;
  private final ChainFeed feed;
  private final List<Bytes> keys;
  private final Consumer<JsonNode> out;
  private final Map<Bytes, Optional<Bytes>> known = new LinkedHashMap<>();

  StorageWatch(Chain chain, ChainFeed feed, List<Bytes> keys, Consumer<JsonNode> out) {
    this.chain = chain;
    this.feed = feed;
    this.keys = keys;
    this.out = out;
  }

  /** Looks at the newest best block. */
  void look() {
    Hash256 block = feed.best();
    Optional<StateTrie> state = chain.state(block);
    if (state.isEmpty()) {
      return;
    }
    Map<Bytes, Optional<Bytes>> changed = new LinkedHashMap<>();
    try {
      for (Bytes key : keys) {
        Optional<Bytes> value = state.get().get(key);
        if (!value.equals(known.get(key))) {
          changed.put(key, value);
        }
      }
    } catch (TrieException e) {
      LOG.warn("state of {} is not all here: {}", block, e.getMessage());
      return;
    }
    known.putAll(changed);
    if (!changed.isEmpty()) {
      out.accept(Render.changes(block, changed));
    }
  }
}
