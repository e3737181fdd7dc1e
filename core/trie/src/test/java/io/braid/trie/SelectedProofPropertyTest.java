package io.braid.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.trie.SelectedProof.From;
import io.braid.trie.SelectedProof.Selection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SelectedProofPropertyTest {
  private static final long SEED = Long.getLong("braid.seed", 20_261_124L);
  private static final int ROUNDS = 300;
  private static final long MANY = 1 << 20;

  private static StateTrie trie(Random random, StateVersion version) {
    return TestTries.trie(TestTries.entries(random, 1 + random.nextInt(60)), version);
  }

  private static StorageProof proof(StateTrie trie, From from, Selection... selections) {
    return SelectedProof.of(trie, List.of(selections), from, MANY).orElseThrow();
  }

  /** What reading through a recorder needs is what the proof holds, to the node. */
  @ParameterizedTest
  @EnumSource(StateVersion.class)
  void theProofHoldsWhatReadingTheSelectedKeysNeedsAndNoMore(StateVersion version) {
    for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
      Random random = new Random(seed);
      StateTrie trie = trie(random, version);
      Selection selection =
          new Selection(TestTries.key(random), random.nextBoolean(), random.nextBoolean());
      ProofRecorder recorder = new ProofRecorder(trie.source());
      StateTrie recorded = new StateTrie(trie.root(), recorder, TestTries.HASHER);
      read(recorded, selection);

      assertThat(proof(trie, From.ROOT, selection))
          .as("seed %d, %s", seed, selection)
          .isEqualTo(recorder.proof());
    }
  }

  private static void read(StateTrie trie, Selection selection) {
    if (!selection.descendants()) {
      read(trie, selection.key(), selection.skipValue());
      return;
    }
    TrieKeys keys = trie.keys(selection.key());
    for (Optional<Bytes> key = keys.next(); key.isPresent(); key = keys.next()) {
      read(trie, key.get(), selection.skipValue());
    }
  }

  private static void read(StateTrie trie, Bytes key, boolean skipValue) {
    var unused = skipValue ? trie.exists(key) : trie.get(key).isPresent();
  }

  /** Against a walk over the whole trie that compares every node's path. */
  @ParameterizedTest
  @EnumSource(StateVersion.class)
  void noNodeIsThereWhoseKeyIsBeforeTheFirst(StateVersion version) {
    for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
      Random random = new Random(seed);
      StateTrie trie = trie(random, version);
      Bytes key = TestTries.key(random);
      From from = new From(key, !key.isEmpty() && random.nextBoolean());
      TreeSet<Bytes> expected = new TreeSet<>();
      NodeView root = NodeView.load(trie.root(), trie.source());
      if (Arrays.compare(path(new byte[0], root), from.nibbles()) >= 0) {
        expected.add(trie.source().node(trie.root()).orElseThrow());
      }
      collect(trie, root, new byte[0], from, expected);

      assertThat(new TreeSet<>(proof(trie, from, new Selection(Bytes.EMPTY, false, true)).nodes()))
          .as("seed %d, %s", seed, from)
          .isEqualTo(expected);
    }
  }

  private static byte[] path(byte[] above, NodeView node) {
    byte[] path = Arrays.copyOf(above, above.length + node.partial().length());
    for (int i = above.length; i < path.length; i++) {
      path[i] = (byte) node.partial().at(i - above.length);
    }
    return path;
  }

  private static void collect(
      StateTrie trie, NodeView node, byte[] above, From from, TreeSet<Bytes> to) {
    byte[] path = path(above, node);
    if (node.hasValue() && node.isValueHashed() && Arrays.compare(path, from.nibbles()) >= 0) {
      to.add(trie.source().node(node.valueHash()).orElseThrow());
    }
    for (int slot = 0; slot < 16; slot++) {
      if (node.hasChild(slot)) {
        byte[] next = Arrays.copyOf(path, path.length + 1);
        next[path.length] = (byte) slot;
        NodeView child = node.child(slot, trie.source());
        if (node.childReferenceSize(slot) == NodeView.HASH_SIZE
            && Arrays.compare(path(next, child), from.nibbles()) >= 0) {
          to.add(trie.source().node(Hash256.of(node.childReference(slot))).orElseThrow());
        }
        collect(trie, child, next, from, to);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(StateVersion.class)
  void aProofThatWouldBeTooLargeHoldsTheFirstKeysAlone(StateVersion version) {
    int truncated = 0;
    for (long seed = SEED; seed < SEED + ROUNDS; seed++) {
      Random random = new Random(seed);
      StateTrie trie = trie(random, version);
      Bytes first = TestTries.key(random);
      List<Selection> selections =
          List.of(new Selection(first, false, false), new Selection(Bytes.EMPTY, false, true));
      StorageProof whole = SelectedProof.of(trie, selections, From.ROOT, MANY).orElseThrow();
      long limit = random.nextInt(1_000);

      Optional<StorageProof> part = SelectedProof.of(trie, selections, From.ROOT, limit);

      if (part.isPresent()) {
        assertThat(whole.nodes()).containsAll(part.get().nodes());
        assertThat(part.get().nodes().stream().mapToLong(Bytes::size).sum())
            .isLessThanOrEqualTo(limit);
        StateTrie read =
            new StateTrie(trie.root(), part.get().source(TestTries.HASHER), TestTries.HASHER);
        assertThat(read.get(first)).isEqualTo(trie.get(first));
        truncated += part.get().equals(whole) ? 0 : 1;
      }
    }
    assertThat(truncated).isPositive();
  }

  @ParameterizedTest
  @EnumSource(StateVersion.class)
  void theSameSubtreeAskedForAgainAndAgainEnds(StateVersion version) {
    StateTrie trie = TestTries.trie(TestTries.entries(new Random(SEED), 2_000), version);
    Selection[] same = new Selection[1_024];
    Arrays.fill(same, new Selection(Bytes.EMPTY, false, true));

    assertThat(proof(trie, From.ROOT, same)).isEqualTo(proof(trie, From.ROOT, same[0]));
    assertThatThrownBy(() -> new From(Bytes.EMPTY, true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
