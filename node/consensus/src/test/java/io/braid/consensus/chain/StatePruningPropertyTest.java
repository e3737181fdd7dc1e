package io.braid.consensus.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.DigestItem;
import io.braid.runtime.api.Header;
import io.braid.trie.ChildTries;
import io.braid.trie.Overlay;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieKeys;
import io.braid.trie.TrieRoot;
import io.braid.trie.TrieUpdate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random forks, finality and pruning against states that are kept as plain maps. */
class StatePruningPropertyTest {
  private static final int BLOCKS = 150;
  private static final List<Bytes> CHILDREN = List.of(Bytes.utf8("one"), Bytes.utf8("two"));

  /** A state as maps; the children's by their key. */
  private record State(TreeMap<Bytes, Bytes> top, TreeMap<Bytes, TreeMap<Bytes, Bytes>> children) {
    State copy() {
      TreeMap<Bytes, TreeMap<Bytes, Bytes>> copies = new TreeMap<>();
      children.forEach((key, child) -> copies.put(key, new TreeMap<>(child)));
      return new State(new TreeMap<>(top), copies);
    }

    /** The state's nodes, built from nothing, by other code than the one under test. */
    TrieUpdate nodes() {
      TreeMap<Bytes, Bytes> whole = new TreeMap<>(top);
      Map<Hash256, Bytes> nodes = new LinkedHashMap<>();
      children.forEach((key, child) -> {
        if (!child.isEmpty()) {
          TrieUpdate built = TrieRoot.build(child, StateVersion.V1, StatelessHost.BLAKE2);
          nodes.putAll(built.newNodes());
          whole.put(ChildTries.rootKey(key), built.root().bytes());
        }
      });
      TrieUpdate built = TrieRoot.build(whole, StateVersion.V1, StatelessHost.BLAKE2);
      nodes.putAll(built.newNodes());
      return new TrieUpdate(built.root(), nodes);
    }
  }

  private record Made(BlockRef ref, Header header, State state) {}

  /** A database whose keys can be listed. */
  private static final class ListedDatabase implements Database {
    final Map<Column, TreeMap<Bytes, Bytes>> columns = new EnumMap<>(Column.class);

    TreeMap<Bytes, Bytes> column(Column column) {
      return columns.computeIfAbsent(column, c -> new TreeMap<>());
    }

    @Override
    public Optional<Bytes> get(Column column, Bytes key) {
      return Optional.ofNullable(column(column).get(key));
    }

    @Override
    public void commit(Batch batch) {
      for (Batch.Write write : batch.writes()) {
        if (write.value().isPresent()) {
          column(write.column()).put(write.key(), write.value().get());
        } else {
          column(write.column()).remove(write.key());
        }
      }
    }
  }

  private final ListedDatabase database = new ListedDatabase();
  private final BlockStore store = new BlockStore(database);
  private final List<Made> blocks = new ArrayList<>();

  /** Short keys and few values, so that branches split and dissolve and nodes repeat. */
  private static Bytes key(Random random) {
    byte[] key = new byte[1 + random.nextInt(3)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (random.nextInt(3) * 0x11 + random.nextInt(2));
    }
    return Bytes.wrap(key);
  }

  private static Bytes value(Random random) {
    byte[] value = new byte[random.nextInt(3) == 0 ? 40 : 1 + random.nextInt(20)];
    java.util.Arrays.fill(value, (byte) random.nextInt(3));
    return Bytes.wrap(value);
  }

  private static void change(Random random, State state, Overlay overlay) {
    if (random.nextInt(4) == 0) {
      Bytes child = CHILDREN.get(random.nextInt(2));
      TreeMap<Bytes, Bytes> entries = state.children().computeIfAbsent(child, c -> new TreeMap<>());
      if (random.nextInt(8) == 0) {
        entries.clear();
        overlay.childClearPrefix(child, Bytes.EMPTY, OptionalInt.empty());
      } else {
        Bytes key = key(random);
        Bytes value = value(random);
        entries.put(key, value);
        overlay.childSet(child, key, value);
      }
    } else if (random.nextInt(3) == 0) {
      Bytes key = key(random);
      state.top().remove(key);
      overlay.clear(key);
    } else {
      Bytes key = key(random);
      Bytes value = value(random);
      state.top().put(key, value);
      overlay.set(key, value);
    }
  }

  private static Header header(Made parent, Hash256 stateRoot, int id) {
    Digest digest =
        new Digest(List.of(new DigestItem.PreRuntime(Bytes.utf8("TEST"), Bytes.utf8("" + id))));
    return new Header(
        parent.ref().hash(), parent.ref().number() + 1, stateRoot, Hash256.ZERO, digest);
  }

  private Made genesis(Random random, StateKeeper keeper) {
    State state = new State(new TreeMap<>(), new TreeMap<>());
    Overlay overlay = new Overlay(StateTrie.empty(StatelessHost.BLAKE2));
    for (int i = 0; i < 40; i++) {
      change(random, state, overlay);
    }
    TrieUpdate update = state.nodes();
    Header header = new Header(Hash256.ZERO, 0, update.root(), Hash256.ZERO, Digest.EMPTY);
    Made made = new Made(BlockRef.of(header), header, state);
    Batch batch = new Batch();
    keeper.addGenesis(batch, update.root(), update.newNodes());
    BlockStore.putGenesis(batch, made.ref().hash());
    database.commit(batch);
    return made;
  }

  private Made child(Random random, StateKeeper keeper, Made parent, int id) {
    State state = parent.state().copy();
    Overlay overlay =
        new Overlay(
            new StateTrie(parent.header().stateRoot(), store.nodes(), StatelessHost.BLAKE2));
    int changes = random.nextInt(12);
    for (int i = 0; i < changes; i++) {
      change(random, state, overlay);
    }
    TrieUpdate update = overlay.update(StateVersion.V1);
    Header header = header(parent, update.root(), id);
    Made made = new Made(BlockRef.of(header), header, state);
    Batch batch = new Batch();
    keeper.add(batch, made.ref().hash(), header, parent.header(), update.newNodes());
    database.commit(batch);
    return made;
  }

  private void finalise(StateKeeper keeper, BlockTree tree, Made target) {
    BlockTree.Pruned pruned = tree.finalise(target.ref().hash());
    Batch batch = new Batch();
    keeper.prune(batch, tree.root(), pruned);
    pruned.finalised().forEach(block -> BlockStore.putCanonical(batch, block));
    database.commit(batch);
  }

  private boolean isWanted(BlockTree tree, Made made, int window) {
    if (made.ref().number() == 0 || tree.find(made.ref().hash()).isPresent()) {
      return true;
    }
    return made.ref().number() >= tree.root().number() - window
        && store.canonical(made.ref().number()).equals(Optional.of(made.ref().hash()));
  }

  private void assertWhole(Made made) {
    StateTrie trie = new StateTrie(made.header().stateRoot(), store.nodes(), StatelessHost.BLAKE2);
    TreeMap<Bytes, Bytes> top = entries(trie);
    made.state()
        .children()
        .forEach((key, child) -> {
          Bytes root = top.remove(ChildTries.rootKey(key));
          assertThat(root == null ? new TreeMap<>() : entries(trie.at(Hash256.of(root))))
              .isEqualTo(child);
        });
    assertThat(top).isEqualTo(made.state().top());
  }

  private static TreeMap<Bytes, Bytes> entries(StateTrie trie) {
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    TrieKeys keys = trie.keys(Bytes.EMPTY);
    for (Optional<Bytes> key = keys.next(); key.isPresent(); key = keys.next()) {
      entries.put(key.get(), trie.get(key.get()).orElseThrow());
    }
    return entries;
  }

  private void assertOnlyTheWindowIsStored(BlockTree tree, StateKeeper keeper, int window) {
    TreeSet<Bytes> nodes = new TreeSet<>();
    TreeSet<Bytes> journals = new TreeSet<>();
    int oldest = Math.max(0, tree.root().number() - window);
    for (Made made : blocks) {
      if (isWanted(tree, made, window)) {
        assertWhole(made);
        assertThat(keeper.isKept(made.header().stateRoot())).isTrue();
        made.state().nodes().newNodes().keySet().forEach(hash -> nodes.add(hash.bytes()));
        if (made.ref().number() > oldest) {
          journals.add(made.ref().hash().bytes());
        }
      }
    }
    assertThat(database.column(Column.NODE).keySet()).isEqualTo(nodes);
    assertThat(database.column(Column.STATE_CHANGES).keySet()).isEqualTo(journals);
    assertThat(nodes).containsAll(database.column(Column.NODE_COUNT).keySet());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everyStateInTheWindowIsWholeAndNothingElseIsStored(long seed) {
    Random random = new Random(seed);
    int window = 1 + random.nextInt(6);
    StateKeeper keeper = new StateKeeper(store, new StatePruning.Window(window));
    Made genesis = genesis(random, keeper);
    blocks.add(genesis);
    BlockTree tree = new BlockTree(new BlockTree.Entry(genesis.ref(), Hash256.ZERO, 0));
    for (int i = 1; i < BLOCKS; i++) {
      Made parent = pick(random, tree);
      Made made = child(random, keeper, parent, i);
      blocks.add(made);
      tree.add(made.ref(), parent.ref().hash(), random.nextInt(2));
      if (random.nextInt(5) == 0) {
        Made target = pick(random, tree);
        if (!target.ref().equals(tree.root())) {
          finalise(keeper, tree, target);
        }
        assertOnlyTheWindowIsStored(tree, keeper, window);
      }
      if (random.nextInt(10) == 0) {
        keeper = new StateKeeper(store, new StatePruning.Window(window));
      }
    }
    assertThat(tree.root().number()).isGreaterThan(window);
    assertOnlyTheWindowIsStored(tree, keeper, window);
  }

  private Made pick(Random random, BlockTree tree) {
    List<Made> open =
        blocks.stream().filter(made -> tree.find(made.ref().hash()).isPresent()).toList();
    // Most blocks extend the newest, so that the chain gets somewhere.
    return random.nextInt(3) == 0
        ? open.get(random.nextInt(open.size()))
        : open.get(Math.max(0, open.size() - 1 - random.nextInt(2)));
  }

  @Test
  void aDatabaseStaysWhatItWasMadeAs() {
    genesis(new Random(1), new StateKeeper(store, StatePruning.DEFAULT));
    assertThatThrownBy(() -> new StateKeeper(store, StatePruning.ARCHIVE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pruned");
    assertThat(new StateKeeper(store, new StatePruning.Window(3))).isNotNull();
  }
}
