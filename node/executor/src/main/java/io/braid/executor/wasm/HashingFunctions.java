package io.braid.executor.wasm;

import io.braid.executor.host.StatelessHost;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.scale.ScaleReader;
import io.braid.trie.NodeHasher;
import io.braid.trie.StateTrie;
import io.braid.trie.StorageProof;
import io.braid.trie.TrieException;
import io.braid.trie.TrieRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Hash functions, and roots and proofs of tries that a runtime hands over whole. */
final class HashingFunctions {
  private static final int MAX_ITEMS = 1 << 24;

  private HashingFunctions() {}

  static HostFunction.Table table() {
    HostFunction.Table table = new HostFunction.Table();
    table
        .add(
            "ext_hashing_blake2_128_version_1",
            "l:i",
            (c, a) -> c.pointer(c.host().blake2b128(c.read(a[0]))))
        .add(
            "ext_hashing_blake2_256_version_1",
            "l:i",
            (c, a) -> c.pointer(c.host().blake2b256(c.read(a[0]))))
        .add(
            "ext_hashing_twox_64_version_1",
            "l:i",
            (c, a) -> c.pointer(c.host().twox64(c.read(a[0]))))
        .add(
            "ext_hashing_twox_128_version_1",
            "l:i",
            (c, a) -> c.pointer(c.host().twox128(c.read(a[0]))))
        .add(
            "ext_hashing_twox_256_version_1",
            "l:i",
            (c, a) -> c.pointer(c.host().twox256(c.read(a[0]))))
        .add(
            "ext_hashing_keccak_256_version_1",
            "l:i",
            (c, a) -> c.pointer(c.host().keccak256(c.read(a[0]))))
        .add(
            "ext_hashing_keccak_512_version_1",
            "l:i",
            (c, a) -> c.pointer(c.host().keccak512(c.read(a[0]))))
        .add(
            "ext_hashing_sha2_256_version_1",
            "l:i",
            (c, a) -> c.pointer(c.host().sha256(c.read(a[0]))));
    addRoots(table, "blake2_256", call -> StatelessHost.BLAKE2);
    addRoots(table, "keccak_256", call -> data -> Hash256.of(call.host().keccak256(data)));
    table.add(
        "ext_trie_blake2_256_verify_proof_version_1",
        "illl:i",
        (c, a) -> verify(c, a, StateVersion.V0));
    table.add(
        "ext_trie_blake2_256_verify_proof_version_2",
        "illli:i",
        (c, a) -> verify(c, a, c.version(a[4])));
    return table;
  }

  @FunctionalInterface
  private interface HasherOf {
    NodeHasher in(WasmCall call);
  }

  private static void addRoots(HostFunction.Table table, String hash, HasherOf hasher) {
    String prefix = "ext_trie_" + hash;
    table
        .add(
            prefix + "_ordered_root_version_1",
            "l:i",
            (c, a) -> ordered(c, a[0], StateVersion.V0, hasher.in(c)))
        .add(
            prefix + "_ordered_root_version_2",
            "li:i",
            (c, a) -> ordered(c, a[0], c.version(a[1]), hasher.in(c)))
        .add(
            prefix + "_root_version_1",
            "l:i",
            (c, a) -> root(c, a[0], StateVersion.V0, hasher.in(c)))
        .add(
            prefix + "_root_version_2",
            "li:i",
            (c, a) -> root(c, a[0], c.version(a[1]), hasher.in(c)));
  }

  private static long ordered(WasmCall call, long span, StateVersion version, NodeHasher hasher) {
    return call.pointer(TrieRoot.ordered(list(call.scale(span)), version, hasher).toArray());
  }

  private static List<Bytes> list(ScaleReader in) {
    int count = in.length(MAX_ITEMS, 1);
    List<Bytes> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(Bytes.wrap(in.bytes(Integer.MAX_VALUE)));
    }
    in.expectEnd();
    return values;
  }

  private static long root(WasmCall call, long span, StateVersion version, NodeHasher hasher) {
    ScaleReader in = call.scale(span);
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    for (int left = in.length(MAX_ITEMS, 2); left > 0; left--) {
      Bytes key = Bytes.wrap(in.bytes(Integer.MAX_VALUE));
      entries.put(key, Bytes.wrap(in.bytes(Integer.MAX_VALUE)));
    }
    in.expectEnd();
    return call.pointer(TrieRoot.of(entries, version, hasher).toArray());
  }

  /** Whether a proof's nodes show that {@code key} has {@code value} under the root. */
  private static long verify(WasmCall call, long[] a, StateVersion version) {
    Hash256 root = Hash256.of(call.fixed(a[0], Hash256.SIZE));
    StorageProof proof = StorageProof.of(list(call.scale(a[1])));
    StateTrie trie = new StateTrie(root, proof.source(StatelessHost.BLAKE2), StatelessHost.BLAKE2);
    try {
      return WasmCall.bool(trie.get(call.bytes(a[2])).equals(Optional.of(call.bytes(a[3]))));
    } catch (TrieException notProven) {
      return 0;
    }
  }
}
