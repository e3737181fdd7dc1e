package io.braid.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.trie.TrieException.MalformedNode;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodeFormatTest {
  private static void refuses(String hex, String expected) {
    assertThatThrownBy(() -> NodeView.of(Bytes.fromHex(hex).toArray()))
        .isInstanceOf(MalformedNode.class)
        .hasMessageContaining(expected);
  }

  @Test
  void malformedNodesAreRefusedByName() {
    refuses("", "a node header");
    refuses("05", "found 5");
    refuses("0000", "1 more bytes");
    refuses("42", "bytes of partial key");
    refuses("43f00000", "zero half-byte");
    refuses("420104aabb", "1 more bytes");
    refuses("4201", "a value's length");
    refuses("420108aa", "bytes of value");
    refuses("42010500aa", "shortest form");
    refuses("22" + "01" + "00".repeat(31), "bytes of value");
    refuses("800000", "empty child bitmap");
    refuses("800100" + "00", "in slot 0, found 0");
    refuses("800100" + "84" + "00".repeat(33), "found 33");
    refuses("800100" + "80" + "00".repeat(31), "bytes of child");
    refuses("7f" + "ff".repeat(5000), "at most");
  }

  @Test
  void longPartialKeysKeepTheirLength() {
    for (int size : new int[] {0, 7, 15, 16, 31, 32, 62, 63, 158, 159, 160, 300}) {
      TreeMap<Bytes, Bytes> entries = new TreeMap<>();
      entries.put(Bytes.wrap(new byte[size]), Bytes.fromHex("aa".repeat(40)));
      for (StateVersion version : StateVersion.values()) {
        StateTrie trie = TestTries.trie(entries, version);
        assertThat(trie.get(entries.firstKey())).contains(entries.get(entries.firstKey()));
        assertThat(trie.keys(Bytes.EMPTY).next()).contains(entries.firstKey());
      }
    }
  }

  @Test
  void damagedProofsAreRefusedAndNeverRunAway() {
    for (int seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      TreeMap<Bytes, Bytes> entries = TestTries.entries(random, 12);
      StateTrie trie = TestTries.trie(entries, StateVersion.V1);
      byte[] bytes = CompactProof.CODEC.encode(CompactProof.of(trie));
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        CompactProof.Expanded expanded =
            CompactProof.CODEC.decodeAll(bytes).expand(TestTries.HASHER);
        assertThat(expanded.root()).as("seed " + seed).isNotEqualTo(trie.root());
      } catch (TrieException | io.braid.scale.ScaleException refused) {
        assertThat(refused.getMessage()).as("seed " + seed).isNotBlank();
      }
    }
  }

  @Test
  void aMissingNodeIsNamed() {
    StateTrie trie = new StateTrie(Hash256.ZERO, NodeSource.EMPTY, TestTries.HASHER);
    assertThatThrownBy(() -> trie.get(Bytes.EMPTY))
        .isInstanceOf(TrieException.MissingNode.class)
        .hasMessageContaining(Hash256.ZERO.hex());
  }

  @Test
  void aDeepHostileProofNeedsNoDeepStack() {
    Bytes step = Bytes.fromHex("80010000");
    List<Bytes> items = new java.util.ArrayList<>(java.util.Collections.nCopies(200_000, step));
    items.add(Bytes.fromHex("4004aa"));
    CompactProof.Expanded expanded = new CompactProof(items).expand(TestTries.HASHER);
    StateTrie trie = new StateTrie(expanded.root(), expanded.nodes(), TestTries.HASHER);
    assertThat(CompactProof.of(trie).nodes()).hasSize(200_001);
    assertThat(trie.nextKey(Bytes.EMPTY)).isPresent();
  }
}
