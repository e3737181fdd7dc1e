package io.braid.trie;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StateTriePropertyTest {
  private static final int SEEDS = 150;

  @ParameterizedTest
  @EnumSource(StateVersion.class)
  void editedTriesEqualTriesBuiltAnew(StateVersion version) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      TestTries.Store store = new TestTries.Store();
      TreeMap<Bytes, Bytes> entries = TestTries.entries(random, random.nextInt(40));
      StateTrie trie = store.put(TrieRoot.build(entries, version, TestTries.HASHER));
      for (int round = 0; round < 8; round++) {
        TreeMap<Bytes, Optional<Bytes>> changes = new TreeMap<>();
        for (int i = random.nextInt(20); i > 0; i--) {
          changes.put(
              TestTries.key(random),
              random.nextBoolean() ? Optional.empty() : Optional.of(TestTries.value(random)));
        }
        for (Bytes key : entries.keySet()) {
          if (random.nextInt(4) == 0) {
            changes.put(key, Optional.empty());
          }
        }
        changes.forEach((key, value) ->
            value.ifPresentOrElse(v -> entries.put(key, v), () -> entries.remove(key)));
        trie = store.put(trie.update(changes, version));
        String at = "seed " + seed + ", round " + round;
        assertThat(trie.root()).as(at).isEqualTo(TrieRoot.of(entries, version, TestTries.HASHER));
        checkReads(trie, entries, random, at);
      }
    }
  }

  private static void checkReads(
      StateTrie trie, TreeMap<Bytes, Bytes> entries, Random random, String at) {
    for (int i = 0; i < 10; i++) {
      Bytes key = TestTries.key(random);
      assertThat(trie.get(key)).as(at).isEqualTo(Optional.ofNullable(entries.get(key)));
      assertThat(trie.exists(key)).as(at).isEqualTo(entries.containsKey(key));
      assertThat(trie.nextKey(key)).as(at).isEqualTo(Optional.ofNullable(entries.higherKey(key)));
      TrieKeys keys = trie.keys(key);
      for (Bytes expected : entries.tailMap(key, true).keySet()) {
        if (!expected.startsWith(key)) {
          break;
        }
        assertThat(keys.next()).as(at).contains(expected);
      }
      assertThat(keys.next()).as(at).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(StateVersion.class)
  void theClosestMerkleValueIsTheRootOfWhatIsBelow(StateVersion version) {
    int compared = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      TreeMap<Bytes, Bytes> entries = TestTries.entries(random, 1 + random.nextInt(40));
      StateTrie trie = TestTries.trie(entries, version);
      assertThat(trie.closestMerkleValue(Bytes.EMPTY)).contains(trie.root().bytes());
      for (int i = 0; i < 10; i++) {
        Bytes key = TestTries.key(random);
        Optional<Bytes> value = trie.closestMerkleValue(key);
        TreeMap<Bytes, Bytes> below = new TreeMap<>(entries);
        below.keySet().removeIf(other -> !other.startsWith(key));
        assertThat(value.isPresent()).as("seed " + seed).isEqualTo(!below.isEmpty());
        int above = parentDepth(entries, below);
        if (value.isPresent() && above >= 0 && above % 2 == 1) {
          TreeMap<Bytes, Bytes> alone = new TreeMap<>();
          below.forEach((other, held) -> alone.put(other.slice((above + 1) / 2), held));
          Bytes found = value.get();
          assertThat(found.size() == 32 ? Hash256.of(found) : Blake2.hash(found.toArray()))
              .as("seed " + seed)
              .isEqualTo(TrieRoot.of(alone, version, TestTries.HASHER));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(100);
  }

  /** Half-bytes above the node that holds all of {@code below}'s keys; −1 when it is the root. */
  private static int parentDepth(TreeMap<Bytes, Bytes> entries, TreeMap<Bytes, Bytes> below) {
    int depth = -1;
    for (Bytes other : entries.keySet()) {
      if (!below.isEmpty() && !below.containsKey(other)) {
        depth = Math.max(depth, shared(other, below.firstKey()));
      }
    }
    return depth;
  }

  private static int shared(Bytes one, Bytes other) {
    int max = 2 * Math.min(one.size(), other.size());
    int count = 0;
    while (count < max && Nibbles.at(one.toArray(), count) == Nibbles.at(other.toArray(), count)) {
      count++;
    }
    return count;
  }

  @ParameterizedTest
  @EnumSource(StateVersion.class)
  void aRecordedProofAnswersWhatWasAskedAndNoMore(StateVersion version) {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      TreeMap<Bytes, Bytes> entries = TestTries.entries(random, 60);
      StateTrie trie = TestTries.trie(entries, version);
      ProofRecorder recorder = new ProofRecorder(trie.source());
      StateTrie recorded = new StateTrie(trie.root(), recorder, TestTries.HASHER);
      TreeMap<Bytes, Optional<Bytes>> answers = new TreeMap<>();
      TreeMap<Bytes, Optional<Bytes>> changes = new TreeMap<>();
      for (int i = 0; i < 6; i++) {
        Bytes key = TestTries.key(random);
        answers.put(key, recorded.get(key));
        changes.put(
            TestTries.key(random),
            random.nextBoolean() ? Optional.empty() : Optional.of(TestTries.value(random)));
      }
      TrieUpdate update = recorded.update(changes, version);
      StorageProof proof = recorder.proof();
      long size = 0;
      for (Bytes node : proof.nodes()) {
        size += io.braid.scale.Codecs.bytes(1 << 20).encode(node).length;
      }
      assertThat(recorder.encodedSizeBytes()).as("seed " + seed).isEqualTo(size);
      check(trie, proof.source(TestTries.HASHER), answers, changes, update, version, seed);

      CompactProof compact = proof.compact(trie.root(), TestTries.HASHER);
      CompactProof read = CompactProof.CODEC.decodeAll(CompactProof.CODEC.encode(compact));
      NodeSource expanded = read.expand(trie.root(), TestTries.HASHER);
      check(trie, expanded, answers, changes, update, version, seed);
      for (Bytes node : proof.nodes()) {
        assertThat(expanded.node(Blake2.hash(node.toArray()))).as("seed " + seed).contains(node);
      }
    }
  }

  private static void check(
      StateTrie whole,
      NodeSource proof,
      TreeMap<Bytes, Optional<Bytes>> answers,
      TreeMap<Bytes, Optional<Bytes>> changes,
      TrieUpdate update,
      StateVersion version,
      int seed) {
    StateTrie partial = new StateTrie(whole.root(), proof, TestTries.HASHER);
    answers.forEach(
        (key, value) -> assertThat(partial.get(key)).as("seed " + seed).isEqualTo(value));
    assertThat(partial.update(changes, version)).as("seed " + seed).isEqualTo(update);
  }
}
