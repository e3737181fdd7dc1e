package io.braid.consensus.chain;

import io.braid.executor.CallResult;
import io.braid.executor.Executor;
import io.braid.executor.code.RuntimeVersions;
import io.braid.executor.host.ChainRuntime;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.executor.wasm.RefusedCode;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.Header;
import io.braid.runtime.api.RuntimeVersion;
import io.braid.trie.ChildTries;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieRoot;
import io.braid.trie.TrieUpdate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Block 0: no parent, no extrinsics, an empty digest, the genesis state.
 *
 * @param ref its number and hash
 */
record GenesisBlock(BlockRef ref, Header header, Map<Hash256, Bytes> nodes) {
  static GenesisBlock of(Genesis genesis, Executor executor) {
    TrieUpdate state = build(genesis, StateVersion.V1);
    StateTrie trie =
        new StateTrie(state.root(), NodeSource.EMPTY.over(state.newNodes()), StatelessHost.BLAKE2);
    try {
      RuntimeVersion version = version(executor, executor.runtimeOf(trie), trie);
      if (Chain.stateVersion(version) == StateVersion.V0) {
        state = build(genesis, StateVersion.V0);
      }
    } catch (RefusedCode e) {
      throw new IllegalArgumentException("the genesis' runtime: " + e.getMessage(), e);
    }
    Hash256 noExtrinsics = TrieRoot.ordered(List.of(), StateVersion.V0, StatelessHost.BLAKE2);
    Header header = new Header(Hash256.ZERO, 0, state.root(), noExtrinsics, Digest.EMPTY);
    return new GenesisBlock(BlockRef.of(header), header, state.newNodes());
  }

  private static TrieUpdate build(Genesis genesis, StateVersion version) {
    TreeMap<Bytes, Bytes> top = new TreeMap<>(genesis.top());
    Map<Hash256, Bytes> nodes = new LinkedHashMap<>();
    for (Map.Entry<Bytes, SortedMap<Bytes, Bytes>> child : genesis.children().entrySet()) {
      TrieUpdate built = TrieRoot.build(child.getValue(), version, StatelessHost.BLAKE2);
      nodes.putAll(built.newNodes());
      top.put(ChildTries.rootKey(child.getKey()), built.root().bytes());
    }
    TrieUpdate built = TrieRoot.build(top, version, StatelessHost.BLAKE2);
    nodes.putAll(built.newNodes());
    return new TrieUpdate(built.root(), nodes);
  }

  /** Asks a runtime for its version. */
  static RuntimeVersion version(Executor executor, ChainRuntime runtime, StateTrie state)
      throws RefusedCode {
    CallResult result = executor.call(runtime, StateHost.over(state), "Core_version", new byte[0]);
    if (result instanceof CallResult.Returned(Bytes output)) {
      Optional<RuntimeVersion> version = RuntimeVersions.read(output);
      if (version.isPresent()) {
        return version.get();
      }
    }
    throw new RefusedCode("expected a version from Core_version, found " + result);
  }

  void storeIn(Database database, StateKeeper states) {
    Batch batch = new Batch();
    BlockStore.putBlock(batch, ref, header, List.of());
    BlockStore.putWeight(batch, ref.hash(), 0);
    BlockStore.putCanonical(batch, ref);
    BlockStore.putGenesis(batch, ref.hash());
    states.addGenesis(batch, header.stateRoot(), nodes);
    BlockStore.putTree(
        batch,
        new BlockTree(new BlockTree.Entry(ref, header.parentHash(), 0), ForkChoice.HEAVIEST));
    database.commit(batch);
  }
}
