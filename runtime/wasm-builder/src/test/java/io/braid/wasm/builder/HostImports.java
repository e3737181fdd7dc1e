package io.braid.wasm.builder;

import io.braid.primitives.Bytes;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Host;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import run.endive.wasm.types.ValType;

/** The host functions as a node offers them, over any {@link Host}. */
final class HostImports {
  private static final ValType INT = ValType.I32;
  private static final ValType LONG = ValType.I64;

  /** Results: an empty list or one value. */
  record Function(List<ValType> parameters, List<ValType> results, Body body) {}

  interface Body {
    long run(long[] arguments);
  }

  private final Host host;
  private final LinearMemory memory;
  private final Map<String, Function> functions = new TreeMap<>();

  private HostImports(Host host, LinearMemory memory) {
    this.host = host;
    this.memory = memory;
  }

  static Map<String, Function> of(Host host, LinearMemory memory) {
    HostImports imports = new HostImports(host, memory);
    imports.storage();
    imports.childStorage();
    imports.hashing();
    imports.crypto();
    imports.others();
    return imports.functions;
  }

  private interface Effect {
    void run(long[] arguments);
  }

  private void action(String name, List<ValType> parameters, Effect effect) {
    functions.put(
        "ext_" + name,
        new Function(
            parameters,
            List.of(),
            arguments -> {
              effect.run(arguments);
              return 0;
            }));
  }

  private void query(String name, List<ValType> parameters, ValType result, Body body) {
    functions.put("ext_" + name, new Function(parameters, List.of(result), body));
  }

  private static StateVersion version(long number) {
    return StateVersion.values()[(int) number];
  }

  private long optional(Optional<Bytes> value) {
    ScaleWriter out = new ScaleWriter().bool(value.isPresent());
    value.ifPresent(out::bytes);
    return memory.give(out.toArray());
  }

  private long cleared(Host.Cleared cleared) {
    return memory.give(new ScaleWriter().bool(cleared.moreLeft()).u32(cleared.count()).toArray());
  }

  private OptionalInt limit(long span) {
    ScaleReader in = new ScaleReader(memory.read(span));
    OptionalInt limit = in.bool() ? OptionalInt.of(in.u32()) : OptionalInt.empty();
    in.expectEnd();
    return limit;
  }

  private void storage() {
    query("storage_get_version_1", List.of(LONG), LONG, a -> optional(host.get(bytes(a[0]))));
    query("storage_exists_version_1", List.of(LONG), INT, a -> bit(host.exists(bytes(a[0]))));
    action("storage_set_version_1", List.of(LONG, LONG), a -> host.set(bytes(a[0]), bytes(a[1])));
    action("storage_clear_version_1", List.of(LONG), a -> host.clear(bytes(a[0])));
    query(
        "storage_clear_prefix_version_2",
        List.of(LONG, LONG),
        LONG,
        a -> cleared(host.clearPrefix(bytes(a[0]), limit(a[1]))));
    action(
        "storage_append_version_1",
        List.of(LONG, LONG),
        a -> host.append(bytes(a[0]), bytes(a[1])));
    query(
        "storage_next_key_version_1",
        List.of(LONG),
        LONG,
        a -> optional(host.nextKey(bytes(a[0]))));
    query(
        "storage_root_version_2",
        List.of(INT),
        LONG,
        a -> memory.give(host.storageRoot(version(a[0])).toArray()));
    action("storage_start_transaction_version_1", List.of(), a -> host.startTransaction());
    action("storage_commit_transaction_version_1", List.of(), a -> host.commitTransaction());
    action("storage_rollback_transaction_version_1", List.of(), a -> host.rollbackTransaction());
  }

  private void childStorage() {
    String name = "default_child_storage_";
    query(
        name + "get_version_1",
        List.of(LONG, LONG),
        LONG,
        a -> optional(host.childGet(bytes(a[0]), bytes(a[1]))));
    action(
        name + "set_version_1",
        List.of(LONG, LONG, LONG),
        a -> host.childSet(bytes(a[0]), bytes(a[1]), bytes(a[2])));
    action(
        name + "clear_version_1",
        List.of(LONG, LONG),
        a -> host.childClear(bytes(a[0]), bytes(a[1])));
    query(
        name + "next_key_version_1",
        List.of(LONG, LONG),
        LONG,
        a -> optional(host.childNextKey(bytes(a[0]), bytes(a[1]))));
    query(
        name + "clear_prefix_version_2",
        List.of(LONG, LONG, LONG),
        LONG,
        a -> cleared(host.childClearPrefix(bytes(a[0]), bytes(a[1]), limit(a[2]))));
    query(
        name + "root_version_2",
        List.of(LONG, INT),
        LONG,
        a -> memory.give(host.childRoot(bytes(a[0]), version(a[1])).toArray()));
  }

  private void hashing() {
    hash("blake2_128", a -> host.blake2b128(memory.read(a[0])));
    hash("blake2_256", a -> host.blake2b256(memory.read(a[0])));
    hash("twox_64", a -> host.twox64(memory.read(a[0])));
    hash("twox_128", a -> host.twox128(memory.read(a[0])));
    hash("twox_256", a -> host.twox256(memory.read(a[0])));
    hash("keccak_256", a -> host.keccak256(memory.read(a[0])));
    query(
        "misc_runtime_version_version_1",
        List.of(LONG),
        LONG,
        a -> optional(host.runtimeVersion(bytes(a[0]))));
    hash("sha2_256", a -> host.sha256(memory.read(a[0])));
    query(
        "trie_blake2_256_ordered_root_version_2",
        List.of(LONG, INT),
        INT,
        a ->
            memory.giveFixed(
                host.orderedTrieRoot(
                        Codecs.list(Codecs.bytes(1 << 20), 1000).decodeAll(memory.read(a[0])),
                        version(a[1]))
                    .toArray()));
  }

  private interface Hash {
    byte[] run(long[] arguments);
  }

  private void hash(String name, Hash hash) {
    query("hashing_" + name + "_version_1", List.of(LONG), INT, a -> memory.giveFixed(hash.run(a)));
  }

  private void crypto() {
    query(
        "crypto_sr25519_verify_version_2",
        List.of(INT, LONG, INT),
        INT,
        a -> bit(host.sr25519Verify(at(a[0], 64), memory.read(a[1]), at(a[2], 32))));
    query(
        "crypto_ed25519_verify_version_1",
        List.of(INT, LONG, INT),
        INT,
        a -> bit(host.ed25519Verify(at(a[0], 64), memory.read(a[1]), at(a[2], 32))));
    query(
        "crypto_secp256k1_ecdsa_recover_compressed_version_2",
        List.of(INT, INT),
        LONG,
        a ->
            memory.give(
                host.secp256k1RecoverCompressed(at(a[0], 65), at(a[1], 32))
                    .map(key -> Bytes.concat(Bytes.of((byte) 0), key).toArray())
                    .orElse(new byte[] {1, 2})));
    query(
        "crypto_secp256k1_ecdsa_recover_version_2",
        List.of(INT, INT),
        LONG,
        a ->
            memory.give(
                host.secp256k1Coordinates(at(a[0], 65), at(a[1], 32))
                    .map(key -> Bytes.concat(Bytes.of((byte) 0), key).toArray())
                    .orElse(new byte[] {1, 2})));
    query(
        "crypto_ecdsa_generate_version_1",
        List.of(INT, LONG),
        INT,
        a -> memory.giveFixed(host.ecdsaGenerate(type(a[0]), seed(a[1])).toArray()));
    query(
        "crypto_sr25519_generate_version_1",
        List.of(INT, LONG),
        INT,
        a -> memory.giveFixed(host.sr25519Generate(type(a[0]), seed(a[1])).toArray()));
    query(
        "crypto_ed25519_generate_version_1",
        List.of(INT, LONG),
        INT,
        a -> memory.giveFixed(host.ed25519Generate(type(a[0]), seed(a[1])).toArray()));
  }

  private void others() {
    action("allocator_free_version_1", List.of(INT), a -> memory.free((int) a[0]));
    action(
        "offchain_index_set_version_1",
        List.of(LONG, LONG),
        a -> host.offchainIndexSet(bytes(a[0]), bytes(a[1])));
    query(
        "offchain_local_storage_get_version_1",
        List.of(INT, LONG),
        LONG,
        a -> optional(host.offchainGet(bytes(a[1]))));
    action(
        "logging_log_version_1",
        List.of(INT, LONG, LONG),
        a ->
            host.log(
                Host.LogLevel.values()[(int) a[0]], bytes(a[1]).toUtf8(), bytes(a[2]).toUtf8()));
    query(
        "storage_proof_size_storage_proof_size_version_1",
        List.of(),
        LONG,
        a -> host.storageProofSize());
  }

  private Bytes bytes(long span) {
    return Bytes.wrap(memory.read(span));
  }

  private byte[] at(long address, int size) {
    return memory.read(address & 0xFFFFFFFFL | (long) size << 32);
  }

  private String type(long address) {
    return Bytes.wrap(at(address, 4)).toUtf8();
  }

  private Optional<String> seed(long span) {
    return Codecs.option(Codecs.STRING).decodeAll(memory.read(span));
  }

  private static long bit(boolean value) {
    return value ? 1 : 0;
  }
}
