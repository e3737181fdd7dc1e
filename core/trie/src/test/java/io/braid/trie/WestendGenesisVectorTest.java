package io.braid.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.scale.ScaleWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The genesis of Westend: its state's root makes the hash that block 1 names as its parent. */
class WestendGenesisVectorTest {
  private static final Path SPEC =
      Path.of(System.getProperty("braid.real", "../../../shared/real"))
          .resolve("westend-genesis.json.gz");

  /** The strings of the object {@code "top"}, in pairs: enough of JSON for a raw chain spec. */
  private static TreeMap<Bytes, Bytes> top() throws IOException {
    String text;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(SPEC))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    int at = text.indexOf('{', text.indexOf("\"top\""));
    int end = text.indexOf('}', at);
    while (true) {
      int key = text.indexOf('"', at);
      if (key < 0 || key > end) {
        return entries;
      }
      int keyEnd = text.indexOf('"', key + 1);
      int value = text.indexOf('"', keyEnd + 1);
      at = text.indexOf('"', value + 1);
      entries.put(
          Bytes.fromHex(text.substring(key + 1, keyEnd)),
          Bytes.fromHex(text.substring(value + 1, at)));
      at++;
    }
  }

  @Test
  void theGenesisStateHashesToTheParentOfBlockOne() throws IOException {
    assumeTrue(Files.exists(SPEC), "the chain spec " + SPEC + " is not here");
    TreeMap<Bytes, Bytes> entries = top();
    TrieUpdate built = TrieRoot.build(entries, StateVersion.V0, TestTries.HASHER);
    Hash256 extrinsics = TrieRoot.ordered(List.of(), StateVersion.V0, TestTries.HASHER);
    byte[] header =
        new ScaleWriter()
            .raw(new byte[32])
            .compact(0)
            .raw(built.root().bytes())
            .raw(extrinsics.bytes())
            .compact(0)
            .toArray();
    assertThat(Blake2.hash(header).hex())
        .isEqualTo("0xe143f23803ac50e8f6f8e62695d1ce9e4e1d68aa36c1cd2cfd15340213f3423e");
    StateTrie trie = new TestTries.Store().put(built);
    TrieKeys keys = trie.keys(Bytes.EMPTY);
    for (Bytes key : entries.keySet()) {
      assertThat(keys.next()).contains(key);
      assertThat(trie.get(key)).contains(entries.get(key));
    }
    assertThat(keys.next()).isEqualTo(Optional.empty());
  }
}
