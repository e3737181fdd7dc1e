package io.braid.rpc.methods;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.rpc.methods.ArchiveStream.Step;
import io.braid.rpc.methods.StorageQuery.Kind;
import io.braid.trie.ChildTries;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Answers about seeded states, compared with sorted maps of the same entries. */
class StorageAnswersPropertyTest {
  private static final int SEEDS = 60;
  private static final Bytes CHILD = Bytes.utf8("a child");

  private final Map<Hash256, Bytes> nodes = new HashMap<>();
  private final NodeSource source = hash -> Optional.ofNullable(nodes.get(hash));

  private StateTrie trie(TreeMap<Bytes, Bytes> entries) {
    TreeMap<Bytes, Optional<Bytes>> changes = new TreeMap<>();
    entries.forEach((key, value) -> changes.put(key, Optional.of(value)));
    StateTrie empty =
        new StateTrie(StateTrie.emptyRoot(StatelessHost.BLAKE2), source, StatelessHost.BLAKE2);
    TrieUpdate update = empty.update(changes, StateVersion.V1);
    nodes.putAll(update.newNodes());
    return empty.at(update.root());
  }

  /** Keys that are prefixes of each other, values short and long. */
  private static TreeMap<Bytes, Bytes> entries(Random random) {
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    for (int i = random.nextInt(30); i >= 0; i--) {
      entries.put(key(random), value(random));
    }
    return entries;
  }

  private static Bytes key(Random random) {
    byte[] key = new byte[1 + random.nextInt(4)];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (16 * random.nextInt(2) + random.nextInt(2));
    }
    return Bytes.wrap(key);
  }

  private static Bytes value(Random random) {
    byte[] value = new byte[random.nextInt(50)];
    random.nextBytes(value);
    return Bytes.wrap(value);
  }

  private static List<ObjectNode> all(StorageWalk walk) {
    List<ObjectNode> found = new ArrayList<>();
    for (Optional<StorageWalk.Item> item = walk.next(); item.isPresent(); item = walk.next()) {
      found.add(item.get().json());
    }
    return found;
  }

  private static StorageQuery query(Bytes key, Kind kind, Optional<Bytes> after) {
    return new StorageQuery(key, kind, after);
  }

  @Test
  void aWalkAnswersEachQueryInTurnWithWhatIsThere() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      TreeMap<Bytes, Bytes> entries = entries(random);
      StateTrie trie = trie(entries);
      Bytes one = key(random);
      Bytes prefix = key(random).slice(0, 1);
      Optional<Bytes> after = random.nextBoolean() ? Optional.of(key(random)) : Optional.empty();
      List<String> expected = new ArrayList<>();
      if (entries.containsKey(one)) {
        expected.add(one.hex() + " " + entries.get(one).hex());
      }
      entries.forEach((key, value) -> {
        boolean behind = after.isEmpty() || key.compareTo(after.get()) > 0;
        if (key.startsWith(prefix) && behind) {
          expected.add(key.hex() + " " + StatelessHost.BLAKE2.hash(value.toArray()).hex());
        }
      });

      List<String> found = new ArrayList<>();
      List<StorageQuery> queries =
          List.of(
              query(one, Kind.VALUE, Optional.empty()),
              query(prefix, Kind.DESCENDANTS_HASHES, after));
      for (ObjectNode item : all(new StorageWalk(trie, queries))) {
        String answer = item.has("value") ? "value" : "hash";
        found.add(item.path("key").asString() + " " + item.path(answer).asString());
      }
      assertThat(found).as("seed " + seed).isEqualTo(expected);
    }
  }

  @Test
  void aChildTrieIsReadByItsKeyAndIsEmptyWhereThereIsNone() {
    TreeMap<Bytes, Bytes> inside = entries(new Random(7));
    TreeMap<Bytes, Bytes> top = entries(new Random(8));
    top.put(ChildTries.rootKey(CHILD), trie(inside).root().bytes());
    StateTrie state = trie(top);
    List<StorageQuery> everything =
        List.of(query(Bytes.EMPTY, Kind.DESCENDANTS_VALUES, Optional.empty()));

    StateTrie child = StateReads.child(state, Optional.of(CHILD));
    assertThat(all(new StorageWalk(child, everything))).hasSameSizeAs(inside.keySet());
    StateTrie none = StateReads.child(state, Optional.of(Bytes.utf8("another")));
    assertThat(all(new StorageWalk(none, everything))).isEmpty();
  }

  @Test
  void aDiffNamesWhatWasAddedChangedAndDeletedBelowAPrefix() {
    int differences = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      TreeMap<Bytes, Bytes> before = entries(random);
      TreeMap<Bytes, Bytes> after = new TreeMap<>(before);
      for (int i = random.nextInt(6); i > 0; i--) {
        after.put(key(random), value(random));
        after.remove(key(random));
      }
      Bytes prefix = random.nextBoolean() ? Bytes.EMPTY : key(random).slice(0, 1);
      TreeMap<String, String> expected = new TreeMap<>();
      before.forEach((key, value) -> {
        if (key.startsWith(prefix) && !value.equals(after.get(key))) {
          expected.put(key.hex(), after.containsKey(key) ? "modified" : "deleted");
        }
      });
      after.forEach((key, value) -> {
        if (key.startsWith(prefix) && !before.containsKey(key)) {
          expected.put(key.hex(), "added");
        }
      });

      TreeMap<String, String> found = new TreeMap<>();
      DiffQuery query = new DiffQuery(prefix, false, Optional.empty());
      StorageDiff diff = new StorageDiff(trie(before), trie(after), List.of(query));
      for (Step step = diff.next(); !(step instanceof Step.Done); step = diff.next()) {
        if (step instanceof Step.Event(ObjectNode event)) {
          String type = event.path("type").asString();
          assertThat(event.has("value")).isEqualTo(!type.equals("deleted"));
          assertThat(found.put(event.path("key").asString(), type)).isNull();
        }
      }
      assertThat(found).as("seed " + seed).isEqualTo(expected);
      differences += expected.size();
    }
    assertThat(differences).isGreaterThan(SEEDS);
  }
}
