package io.braid.trie;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Roots and proofs that smoldot's trie made; the resources' README says how. */
class StateRootVectorTest {
  private record Vector(Hash256 v0, Hash256 v1, TreeMap<Bytes, Bytes> entries) {}

  private static List<Vector> vectors() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(StateRootVectorTest.class.getResourceAsStream("/state-roots.txt"))) {
      List<Vector> vectors = new ArrayList<>();
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      for (String line : text.lines().toList()) {
        String[] parts = line.strip().split(" ");
        TreeMap<Bytes, Bytes> entries = new TreeMap<>();
        for (int i = 2; i < parts.length; i++) {
          int middle = parts[i].indexOf('=');
          entries.put(
              Bytes.fromHex(parts[i].substring(0, middle)),
              Bytes.fromHex(parts[i].substring(middle + 1)));
        }
        vectors.add(new Vector(Hash256.fromHex(parts[0]), Hash256.fromHex(parts[1]), entries));
      }
      return vectors;
    }
  }

  @Test
  void wholeTriesHaveTheRootsThatSmoldotFinds() throws IOException {
    assertThat(vectors()).hasSize(40);
    for (Vector vector : vectors()) {
      assertThat(TrieRoot.of(vector.entries, StateVersion.V0, TestTries.HASHER))
          .isEqualTo(vector.v0);
      assertThat(TrieRoot.of(vector.entries, StateVersion.V1, TestTries.HASHER))
          .isEqualTo(vector.v1);
    }
  }

  @Test
  void editsFromNothingReachTheRootsThatSmoldotFinds() throws IOException {
    for (Vector vector : vectors()) {
      TreeMap<Bytes, Optional<Bytes>> changes = new TreeMap<>();
      vector.entries.forEach((key, value) -> changes.put(key, Optional.of(value)));
      StateTrie empty = StateTrie.empty(TestTries.HASHER);
      assertThat(empty.update(changes, StateVersion.V0).root()).isEqualTo(vector.v0);
      assertThat(empty.update(changes, StateVersion.V1).root()).isEqualTo(vector.v1);
    }
  }

  /** Made by {@code create_proof} of npm {@code @acala-network/chopsticks-executor} 1.5.1. */
  @Test
  void aProofThatSmoldotMadeIsRead() {
    StorageProof proof =
        StorageProof.of(
            List.of(
                Bytes.fromHex("410f0101" + "ab".repeat(64)),
                Bytes.fromHex("c00100a0" + "11".repeat(40) + "1041040405"),
                Bytes.fromHex(
                    "82100c000c400403807d2107a8010d01b56824284552c5c74929550181224450af14a36b312508"
                        + "bbfc"),
                Bytes.fromHex(
                    "800180800d052b220854a5c1509656a3724b52743822045698e84a401dc4a090a22f393c80d7fb"
                        + "d7ed8ac27b89d0a39d990cc80d62da0c5b3580f9c6d1a73c8f0a8aca8a87")));
    Hash256 root =
        Hash256.fromHex("0x21fa6bb521d9f2e58394e982572d63609cfc069a5bb83b0b4134f34b7057da24");
    StateTrie trie = new StateTrie(root, proof.source(TestTries.HASHER), TestTries.HASHER);
    assertThat(trie.get(Bytes.fromHex("0102"))).contains(Bytes.fromHex("03"));
    assertThat(trie.get(Bytes.fromHex("0103"))).contains(Bytes.fromHex("11".repeat(40)));
    assertThat(trie.get(Bytes.fromHex("010304"))).contains(Bytes.fromHex("05"));
    assertThat(trie.get(Bytes.fromHex("ff"))).contains(Bytes.fromHex("ab".repeat(64)));
    assertThat(trie.get(Bytes.fromHex("0104"))).isEmpty();
  }
}
