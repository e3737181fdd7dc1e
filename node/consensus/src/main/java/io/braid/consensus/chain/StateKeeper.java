package io.braid.consensus.chain;

import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieDifference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores blocks' states and drops those that nobody needs any more.
 *
 * <p>Invariant of a pruned database: each node's count is how often it stands in the oldest kept
 * state, and in that of block 0, and in what each later kept block's state added to its parent's.
 * So a discarded block gives back what it added. And when the oldest kept state is dropped for its
 * child's, what the child removed is given back: all else of the old state is in the child's too.
 */
final class StateKeeper {
  private static final Bytes OLDEST = Bytes.utf8("chain/oldest-state");
  private static final Codec<List<Hash256>> NODES = Codecs.list(Hash256.CODEC, 1 << 26);

  private static final Hash256 EMPTY_ROOT = StateTrie.emptyRoot(StatelessHost.BLAKE2);

  private final BlockStore store;
  private final StatePruning pruning;

  /**
   * @throws ForeignDatabase when the database was kept in the other way
   */
  StateKeeper(BlockStore store, StatePruning pruning) {
    this.store = store;
    this.pruning = pruning;
    boolean archive = pruning instanceof StatePruning.Archive;
    if (store.genesis().isPresent() && archive == oldest().isPresent()) {
      throw new ForeignDatabase(
          archive
              ? "expected a database that holds every state, found a pruned one;"
                  + " start without --state-pruning archive or choose another folder"
              : "expected a pruned database, found one that holds every state;"
                  + " start with --state-pruning archive or choose another folder");
    }
  }

  boolean keepsAll() {
    return pruning instanceof StatePruning.Archive;
  }

  private Optional<Integer> oldest() {
    return store
        .database()
        .get(Column.AUXILIARY, OLDEST)
        .map(value -> new ScaleReader(value).u32());
  }

  private static void putOldest(Batch batch, int number) {
    batch.put(Column.AUXILIARY, OLDEST, new ScaleWriter(4).u32(number).toBytes());
  }

  /** Stores the state of block 0, which is never dropped. */
  void addGenesis(Batch batch, Hash256 root, Map<Hash256, Bytes> nodes) {
    switch (pruning) {
      case StatePruning.Archive() -> putAll(batch, nodes);
      case StatePruning.Window window -> {
        NodeSource source = NodeSource.EMPTY.over(nodes);
        List<Hash256> all = TrieDifference.all(root, source, StatelessHost.BLAKE2);
        // Once as the oldest state, which changes, and once for ever.
        new NodeCounts(store.database()).add(all).add(all).write(batch, nodes);
        putOldest(batch, 0);
      }
    }
  }

  /**
   * Stores the state of a block.
   *
   * @param parent whose state is kept
   * @param nodes all of its nodes that its parent's state lacks
   */
  void add(Batch batch, Hash256 block, Header header, Header parent, Map<Hash256, Bytes> nodes) {
    switch (pruning) {
      case StatePruning.Archive() -> putAll(batch, nodes);
      case StatePruning.Window window -> {
        TrieDifference difference =
            TrieDifference.between(
                parent.stateRoot(),
                header.stateRoot(),
                store.nodes().over(nodes),
                StatelessHost.BLAKE2);
        new NodeCounts(store.database()).add(difference.added()).write(batch, nodes);
        ScaleWriter changes = new ScaleWriter(64 + 64 * difference.added().size());
        changes.write(NODES, difference.added()).write(NODES, difference.removed());
        batch.put(Column.STATE_CHANGES, block.bytes(), changes.toBytes());
      }
    }
  }

  /**
   * Stores a state from far ahead, which becomes the oldest one in the place of block 0's.
   *
   * @param nodes all of it
   */
  void jump(Batch batch, Header header, Hash256 genesisRoot, Map<Hash256, Bytes> nodes) {
    switch (pruning) {
      case StatePruning.Archive() -> putAll(batch, nodes);
      case StatePruning.Window window -> {
        NodeSource source = store.nodes().over(nodes);
        new NodeCounts(store.database())
            .remove(TrieDifference.all(genesisRoot, source, StatelessHost.BLAKE2))
            .add(TrieDifference.all(header.stateRoot(), source, StatelessHost.BLAKE2))
            .write(batch, nodes);
        putOldest(batch, header.number());
      }
    }
  }

  private static void putAll(Batch batch, Map<Hash256, Bytes> nodes) {
    nodes.forEach((hash, node) -> batch.put(Column.NODE, hash.bytes(), node));
  }

  /** Drops the states that finality has made superfluous. */
  void prune(Batch batch, BlockRef finalised, BlockTree.Pruned pruned) {
    if (pruning instanceof StatePruning.Window(int blocks)) {
      NodeCounts counts = new NodeCounts(store.database());
      for (BlockRef discarded : pruned.discarded()) {
        counts.remove(takeChanges(batch, discarded.hash()).added());
      }
      dropOld(batch, finalised.number() - blocks, pruned.finalised(), counts);
      counts.write(batch, Map.of());
    }
  }

  private void dropOld(Batch batch, int target, List<BlockRef> finalised, NodeCounts counts) {
    int oldest = oldest().orElseThrow();
    if (oldest >= target) {
      return;
    }
    // The index of the best chain may not have these blocks yet.
    Map<Integer, Hash256> now = new HashMap<>();
    finalised.forEach(block -> now.put(block.number(), block.hash()));
    while (oldest < target) {
      oldest++;
      int number = oldest;
      Hash256 next =
          Optional.ofNullable(now.get(number))
              .or(() -> store.canonical(number))
              .orElseThrow(() -> new IllegalStateException("expected finalised block " + number));
      counts.remove(takeChanges(batch, next).removed());
    }
    putOldest(batch, oldest);
  }

  private TrieDifference takeChanges(Batch batch, Hash256 block) {
    Bytes stored =
        store
            .database()
            .get(Column.STATE_CHANGES, block.bytes())
            .orElseThrow(() -> new IllegalStateException("expected the state changes of " + block));
    batch.remove(Column.STATE_CHANGES, block.bytes());
    ScaleReader in = new ScaleReader(stored);
    return new TrieDifference(NODES.decode(in), NODES.decode(in));
  }

  /** Whether the whole state with this root is here: a node is kept with all that is below it. */
  boolean isKept(Hash256 root) {
    return root.equals(EMPTY_ROOT) || store.nodes().node(root).isPresent();
  }
}
