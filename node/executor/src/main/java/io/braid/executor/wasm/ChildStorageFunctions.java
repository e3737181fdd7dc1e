package io.braid.executor.wasm;

import io.braid.primitives.Bytes;
import io.braid.primitives.StateVersion;
import java.util.OptionalInt;

/** The storage of child tries. The first parameter is always the child trie's key. */
final class ChildStorageFunctions {
  private ChildStorageFunctions() {}

  static HostFunction.Table table() {
    HostFunction.Table table = new HostFunction.Table();
    table
        .run(
            "ext_default_child_storage_set_version_1",
            "lll",
            (c, a) -> c.host().childSet(c.bytes(a[0]), c.bytes(a[1]), c.bytes(a[2])))
        .add(
            "ext_default_child_storage_get_version_1",
            "ll:l",
            (c, a) -> c.option(c.host().childGet(c.bytes(a[0]), c.bytes(a[1]))))
        .add(
            "ext_default_child_storage_read_version_1",
            "llli:l",
            (c, a) ->
                StorageFunctions.readInto(
                    c, c.host().childGet(c.bytes(a[0]), c.bytes(a[1])), a[2], a[3]))
        .run(
            "ext_default_child_storage_clear_version_1",
            "ll",
            (c, a) -> c.host().childClear(c.bytes(a[0]), c.bytes(a[1])))
        .add(
            "ext_default_child_storage_exists_version_1",
            "ll:i",
            (c, a) -> WasmCall.bool(c.host().childExists(c.bytes(a[0]), c.bytes(a[1]))))
        .add(
            "ext_default_child_storage_next_key_version_1",
            "ll:l",
            (c, a) -> c.option(c.host().childNextKey(c.bytes(a[0]), c.bytes(a[1]))));
    addRemovals(table);
    table
        .add(
            "ext_default_child_storage_root_version_1",
            "l:l",
            (c, a) -> c.span(c.host().childRoot(c.bytes(a[0]), StateVersion.V0).toArray()))
        .add(
            "ext_default_child_storage_root_version_2",
            "li:l",
            (c, a) -> c.span(c.host().childRoot(c.bytes(a[0]), c.version(a[1])).toArray()));
    return table;
  }

  private static void addRemovals(HostFunction.Table table) {
    OptionalInt all = OptionalInt.empty();
    table
        .run(
            "ext_default_child_storage_clear_prefix_version_1",
            "ll",
            (c, a) -> c.host().childClearPrefix(c.bytes(a[0]), c.bytes(a[1]), all))
        .add(
            "ext_default_child_storage_clear_prefix_version_2",
            "lll:l",
            (c, a) ->
                StorageFunctions.cleared(
                    c,
                    c.host()
                        .childClearPrefix(
                            c.bytes(a[0]), c.bytes(a[1]), StorageFunctions.limit(c, a[2]))))
        .run(
            "ext_default_child_storage_storage_kill_version_1",
            "l",
            (c, a) -> c.host().childClearPrefix(c.bytes(a[0]), Bytes.EMPTY, all))
        .add(
            "ext_default_child_storage_storage_kill_version_2",
            "ll:i",
            (c, a) ->
                WasmCall.bool(
                    !c.host()
                        .childClearPrefix(
                            c.bytes(a[0]), Bytes.EMPTY, StorageFunctions.limit(c, a[1]))
                        .moreLeft()))
        .add(
            "ext_default_child_storage_storage_kill_version_3",
            "ll:l",
            (c, a) ->
                StorageFunctions.cleared(
                    c,
                    c.host()
                        .childClearPrefix(
                            c.bytes(a[0]), Bytes.EMPTY, StorageFunctions.limit(c, a[1]))));
  }
}
