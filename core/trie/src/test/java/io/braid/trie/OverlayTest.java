package io.braid.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.primitives.Bytes;
import io.braid.primitives.StateVersion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static final Bytes KEY = Bytes.utf8("list");

  private static Overlay over(TreeMap<Bytes, Bytes> entries) {
    return new Overlay(TestTries.trie(entries, StateVersion.V1));
  }

  @Test
  void appendGrowsAListAndReplacesWhatIsNone() {
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    entries.put(KEY, Bytes.fromHex("080102"));
    entries.put(Bytes.utf8("bad"), Bytes.fromHex("01"));
    Overlay overlay = over(entries);
    overlay.append(KEY, Bytes.fromHex("03"));
    overlay.append(Bytes.utf8("bad"), Bytes.fromHex("07"));
    overlay.append(Bytes.utf8("new"), Bytes.fromHex("09"));
    assertThat(overlay.get(KEY)).contains(Bytes.fromHex("0c010203"));
    assertThat(overlay.get(Bytes.utf8("bad"))).contains(Bytes.fromHex("0407"));
    assertThat(overlay.get(Bytes.utf8("new"))).contains(Bytes.fromHex("0409"));
  }

  @Test
  void theLengthInFrontOfAListWidens() {
    Overlay overlay = over(new TreeMap<>());
    for (int i = 0; i < 64; i++) {
      overlay.append(KEY, Bytes.fromHex("00"));
    }
    assertThat(overlay.get(KEY)).contains(Bytes.fromHex("0101" + "00".repeat(64)));
  }

  @Test
  void manyAppendsTakeLinearTime() {
    Overlay overlay = over(new TreeMap<>());
    Bytes element = Bytes.wrap(new byte[100]);
    for (int i = 0; i < 200_000; i++) {
      overlay.startTransaction();
      overlay.append(KEY, element);
      overlay.commitTransaction();
    }
    assertThat(overlay.get(KEY).orElseThrow().size()).isEqualTo(4 + 200_000 * 100);
  }

  @Test
  void closingATransactionThatIsNotOpenIsABug() {
    Overlay overlay = over(new TreeMap<>());
    assertThatThrownBy(overlay::commitTransaction).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(overlay::rollbackTransaction).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLimitCountsKeysOfTheStateBelowOnly() {
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    for (int i = 0; i < 5; i++) {
      entries.put(Bytes.of((byte) 7, (byte) i), Bytes.of((byte) i));
    }
    Overlay overlay = over(entries);
    overlay.set(Bytes.fromHex("07aa"), Bytes.EMPTY);
    overlay.clear(Bytes.fromHex("0700"));
    assertThat(overlay.clearPrefix(Bytes.fromHex("07"), OptionalInt.of(2)))
        .isEqualTo(new Overlay.Cleared(2, true));
    assertThat(overlay.nextKey(Bytes.fromHex("07"))).contains(Bytes.fromHex("0702"));
    assertThat(overlay.get(Bytes.fromHex("07aa"))).isEmpty();
    assertThat(overlay.clearPrefix(Bytes.fromHex("07"), OptionalInt.empty()))
        .isEqualTo(new Overlay.Cleared(5, false));
    assertThat(overlay.nextKey(Bytes.EMPTY)).isEmpty();
  }

  @Test
  void childTriesHaveTheirRootInTheTopTrie() {
    TreeMap<Bytes, Bytes> below = new TreeMap<>();
    TestTries.Store store = new TestTries.Store();
    Overlay overlay =
        new Overlay(store.put(TrieRoot.build(below, StateVersion.V1, TestTries.HASHER)));
    Bytes child = Bytes.utf8("c");
    overlay.startTransaction();
    overlay.childSet(child, Bytes.fromHex("01"), Bytes.fromHex("02"));
    overlay.startTransaction();
    overlay.childSet(child, Bytes.fromHex("03"), Bytes.fromHex("04"));
    overlay.rollbackTransaction();
    overlay.commitTransaction();
    overlay.set(ChildTries.rootKey(child), Bytes.fromHex("ff"));
    TreeMap<Bytes, Bytes> contents = new TreeMap<>();
    contents.put(Bytes.fromHex("01"), Bytes.fromHex("02"));
    TreeMap<Bytes, Bytes> top = new TreeMap<>();
    top.put(
        ChildTries.rootKey(child),
        TrieRoot.of(contents, StateVersion.V1, TestTries.HASHER).bytes());
    assertThat(overlay.root(StateVersion.V1))
        .isEqualTo(TrieRoot.of(top, StateVersion.V1, TestTries.HASHER));

    Overlay next = new Overlay(store.put(overlay.update(StateVersion.V1)));
    assertThat(next.childGet(child, Bytes.fromHex("01"))).contains(Bytes.fromHex("02"));
    assertThat(next.clearPrefix(Bytes.EMPTY, OptionalInt.empty()).count()).isZero();
    CompactProof proof = CompactProof.of(next.trie());
    assertThat(proof.nodes()).hasSize(2);
    NodeSource expanded = proof.expand(next.trie().root(), TestTries.HASHER);
    Overlay proven = new Overlay(new StateTrie(next.trie().root(), expanded, TestTries.HASHER));
    assertThat(proven.childNextKey(child, Bytes.EMPTY)).contains(Bytes.fromHex("01"));
    proven.childClearPrefix(child, Bytes.EMPTY, OptionalInt.empty());
    assertThat(proven.root(StateVersion.V1)).isEqualTo(StateTrie.emptyRoot(TestTries.HASHER));
  }

  @Test
  void anOverlayBehavesAsAMapWithSnapshots() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      TreeMap<Bytes, Bytes> model = TestTries.entries(random, 20);
      Overlay overlay = over(model);
      Deque<TreeMap<Bytes, Bytes>> snapshots = new ArrayDeque<>();
      for (int step = 0; step < 120; step++) {
        String at = "seed " + seed + ", step " + step;
        Bytes key = TestTries.key(random);
        switch (random.nextInt(9)) {
          case 0, 1 -> {
            Bytes value = TestTries.value(random);
            overlay.set(key, value);
            model.put(key, value);
          }
          case 2 -> {
            overlay.clear(key);
            model.remove(key);
          }
          case 3, 4 -> {
            Bytes element = Bytes.of((byte) step);
            overlay.append(key, element);
            model.merge(key, Bytes.of((byte) 4, (byte) step), (old, one) -> appended(old, element));
          }
          case 5 -> {
            overlay.startTransaction();
            snapshots.push(new TreeMap<>(model));
          }
          case 6 -> {
            if (!snapshots.isEmpty()) {
              overlay.commitTransaction();
              snapshots.pop();
            }
          }
          case 7 -> {
            if (!snapshots.isEmpty()) {
              overlay.rollbackTransaction();
              model = snapshots.pop();
            }
          }
          default -> {
            if (!key.isEmpty()) {
              overlay.clearPrefix(key, OptionalInt.empty());
              model.keySet().removeIf(k -> k.startsWith(key));
            }
          }
        }
        Bytes asked = TestTries.key(random);
        assertThat(overlay.get(asked)).as(at).isEqualTo(Optional.ofNullable(model.get(asked)));
        assertThat(overlay.exists(asked)).as(at).isEqualTo(model.containsKey(asked));
        assertThat(overlay.nextKey(asked))
            .as(at)
            .isEqualTo(Optional.ofNullable(model.higherKey(asked)));
        if (step % 20 == 0) {
          assertThat(overlay.root(StateVersion.V1))
              .as(at)
              .isEqualTo(TrieRoot.of(model, StateVersion.V1, TestTries.HASHER));
        }
      }
    }
  }

  /** What a fresh list makes of an append: the oracle for the one that grows in place. */
  private static Bytes appended(Bytes old, Bytes element) {
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    entries.put(KEY, old);
    Overlay fresh = over(entries);
    fresh.append(KEY, element);
    return fresh.get(KEY).orElseThrow();
  }
}
