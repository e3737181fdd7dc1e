package io.braid.executor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.executor.code.RuntimeBlob;
import io.braid.executor.code.RuntimeVersions;
import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.RuntimeVersion;
import io.braid.scale.ScaleWriter;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieRoot;
import io.braid.trie.TrieUpdate;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The genesis of an official chain, from the folder of real chain data; skips a test without it.
 */
public record RealSpec(StateTrie state, StateVersion version, Bytes code) {
  public static final String ROCOCO = "rococo-local-1015000";
  public static final String WESTEND = "westend-local-9320";
  public static final String ASSET_HUB = "asset-hub-kusama-local-1000000";

  private static final Path FOLDER =
      Path.of(System.getProperty("braid.real", "../../../shared/real"));

  public static RealSpec load(String name) {
    Path file = FOLDER.resolve(name + ".json.gz");
    assumeTrue(Files.exists(file), "the chain spec " + file + " is not here");
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      JsonNode raw = new JsonMapper().readTree(in).get("genesis").get("raw");
      JsonNode top = raw.isArray() ? raw.get(0) : raw.get("top");
      top.properties()
          .forEach(entry ->
              entries.put(
                  Bytes.fromHex(entry.getKey()), Bytes.fromHex(entry.getValue().asString())));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Bytes code = java.util.Objects.requireNonNull(entries.get(Executor.CODE_KEY));
    RuntimeVersion declared =
        RuntimeBlob.version(code).flatMap(RuntimeVersions::read).orElseThrow();
    StateVersion version = declared.systemVersion() == 0 ? StateVersion.V0 : StateVersion.V1;
    TrieUpdate built = TrieRoot.build(entries, version, StatelessHost.BLAKE2);
    NodeSource source = NodeSource.EMPTY.over(built.newNodes());
    return new RealSpec(new StateTrie(built.root(), source, StatelessHost.BLAKE2), version, code);
  }

  Hash256 codeHash() {
    return StatelessHost.BLAKE2.hash(code.toArray());
  }

  /** The header of block 0. */
  public Bytes genesisHeader() {
    Hash256 noExtrinsics = TrieRoot.ordered(List.of(), StateVersion.V0, StatelessHost.BLAKE2);
    return header(Hash256.ZERO, 0, state.root(), noExtrinsics, List.of());
  }

  static Bytes header(
      Hash256 parent, int number, Hash256 stateRoot, Hash256 extrinsicsRoot, List<Bytes> digest) {
    ScaleWriter out = new ScaleWriter();
    out.raw(parent.bytes()).compact(number).raw(stateRoot.bytes()).raw(extrinsicsRoot.bytes());
    out.compact(digest.size());
    digest.forEach(out::raw);
    return out.toBytes();
  }
}
