package io.braid.executor.wasm;

import io.braid.primitives.Bytes;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.Host.Cleared;
import io.braid.scale.ScaleReader;
import io.braid.scale.ScaleWriter;
import java.util.Optional;
import java.util.OptionalInt;

/** The top trie's storage and its transactions. */
final class StorageFunctions {
  private StorageFunctions() {}

  static HostFunction.Table table() {
    HostFunction.Table table = new HostFunction.Table();
    table
        .run(
            "ext_storage_set_version_1", "ll", (c, a) -> c.host().set(c.bytes(a[0]), c.bytes(a[1])))
        .add("ext_storage_get_version_1", "l:l", (c, a) -> c.option(c.host().get(c.bytes(a[0]))))
        .add(
            "ext_storage_read_version_1",
            "lli:l",
            (c, a) -> readInto(c, c.host().get(c.bytes(a[0])), a[1], a[2]))
        .run("ext_storage_clear_version_1", "l", (c, a) -> c.host().clear(c.bytes(a[0])))
        .add(
            "ext_storage_exists_version_1",
            "l:i",
            (c, a) -> WasmCall.bool(c.host().exists(c.bytes(a[0]))))
        .run(
            "ext_storage_clear_prefix_version_1",
            "l",
            (c, a) -> c.host().clearPrefix(c.bytes(a[0]), OptionalInt.empty()))
        .add(
            "ext_storage_clear_prefix_version_2",
            "ll:l",
            (c, a) -> cleared(c, c.host().clearPrefix(c.bytes(a[0]), limit(c, a[1]))))
        .run(
            "ext_storage_append_version_1",
            "ll",
            (c, a) -> c.host().append(c.bytes(a[0]), c.bytes(a[1])))
        .add(
            "ext_storage_root_version_1",
            ":l",
            (c, a) -> c.span(c.host().storageRoot(StateVersion.V0).toArray()))
        .add(
            "ext_storage_root_version_2",
            "i:l",
            (c, a) -> c.span(c.host().storageRoot(c.version(a[0])).toArray()))
        .add("ext_storage_changes_root_version_1", "l:l", (c, a) -> c.option(Optional.empty()))
        .add(
            "ext_storage_next_key_version_1",
            "l:l",
            (c, a) -> c.option(c.host().nextKey(c.bytes(a[0]))))
        .run("ext_storage_start_transaction_version_1", "", (c, a) -> c.host().startTransaction())
        .run("ext_storage_commit_transaction_version_1", "", (c, a) -> c.host().commitTransaction())
        .run(
            "ext_storage_rollback_transaction_version_1",
            "",
            (c, a) -> c.host().rollbackTransaction())
        .add(
            "ext_storage_proof_size_storage_proof_size_version_1",
            ":l",
            (c, a) -> c.host().storageProofSize());
    return table;
  }

  /** Copies a value from {@code offset} on into a span; answers how much there was to copy. */
  static long readInto(WasmCall call, Optional<Bytes> value, long out, long offset) {
    if (value.isEmpty()) {
      return call.option(Optional.empty());
    }
    int size = value.get().size();
    int start = (int) Math.min(size, offset & 0xFFFFFFFFL);
    int count = (int) Math.min(size - start, out >>> 32);
    call.write((int) out, value.get().unsafeArray(), start, count);
    return call.span(new ScaleWriter(16).u8(1).u32(size - start));
  }

  /** An optional u32. A limit above 2^31 − 1 bounds nothing that a memory could hold. */
  static OptionalInt limit(WasmCall call, long span) {
    ScaleReader in = call.scale(span);
    if (!in.bool()) {
      return OptionalInt.empty();
    }
    int limit = in.u32();
    return OptionalInt.of(limit < 0 ? Integer.MAX_VALUE : limit);
  }

  static long cleared(WasmCall call, Cleared cleared) {
    return call.span(new ScaleWriter(16).bool(cleared.moreLeft()).u32(cleared.count()));
  }
}
