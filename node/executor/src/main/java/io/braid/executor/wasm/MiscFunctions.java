package io.braid.executor.wasm;

import io.braid.executor.host.RuntimeTrap;
import io.braid.runtime.api.Host.LogLevel;
import java.util.Optional;

/** The allocator, the log, the off-chain index, and what fits nowhere else. */
final class MiscFunctions {
  private static final String PRINT_TARGET = "runtime";

  /** The kind of off-chain storage that outlives the process. */
  private static final int PERSISTENT = 1;

  private MiscFunctions() {}

  static HostFunction.Table table() {
    HostFunction.Table table = new HostFunction.Table();
    table
        .add(
            "ext_allocator_malloc_version_1",
            "i:i",
            (c, a) -> c.heap().allocate((int) a[0]) & 0xFFFFFFFFL)
        .run("ext_allocator_free_version_1", "i", (c, a) -> c.heap().free((int) a[0]))
        .run(
            "ext_logging_log_version_1",
            "ill",
            (c, a) -> c.log(level((int) a[0]), c.text(a[1]), c.text(a[2])))
        .add(
            "ext_logging_max_level_version_1", ":i", (c, a) -> c.host().maxLogLevel().ordinal() + 1)
        .run(
            "ext_misc_print_num_version_1",
            "l",
            (c, a) -> c.log(LogLevel.DEBUG, PRINT_TARGET, Long.toUnsignedString(a[0])))
        .run(
            "ext_misc_print_utf8_version_1",
            "l",
            (c, a) -> c.log(LogLevel.DEBUG, PRINT_TARGET, c.text(a[0])))
        .run(
            "ext_misc_print_hex_version_1",
            "l",
            (c, a) -> c.log(LogLevel.DEBUG, PRINT_TARGET, c.bytes(a[0]).hex()))
        .add(
            "ext_misc_runtime_version_version_1",
            "l:l",
            (c, a) -> c.option(c.host().runtimeVersion(c.bytes(a[0]))))
        .run(
            "ext_panic_handler_abort_on_panic_version_1",
            "l",
            (c, a) -> {
              throw new RuntimeTrap(c.text(a[0]));
            })
        .add(
            "ext_offchain_submit_transaction_version_1",
            "l:l",
            (c, a) ->
                c.span(new byte[] {(byte) (c.host().submitTransaction(c.bytes(a[0])) ? 0 : 1)}))
        .run(
            "ext_offchain_index_set_version_1",
            "ll",
            (c, a) -> c.host().offchainIndexSet(c.bytes(a[0]), c.bytes(a[1])))
        .run(
            "ext_offchain_index_clear_version_1",
            "l",
            (c, a) -> c.host().offchainIndexClear(c.bytes(a[0])))
        .add(
            "ext_offchain_local_storage_get_version_1",
            "il:l",
            (c, a) ->
                c.option(
                    a[0] == PERSISTENT ? c.host().offchainGet(c.bytes(a[1])) : Optional.empty()))
        .run("ext_transaction_index_index_version_1", "iii", (c, a) -> ignore())
        .run("ext_transaction_index_renew_version_1", "ii", (c, a) -> ignore());
    return table;
  }

  /** This node offers no lookup of transactions by content, so there is nothing to note. */
  private static void ignore() {}

  private static LogLevel level(int number) {
    LogLevel[] levels = LogLevel.values();
    return number >= 1 && number <= levels.length ? levels[number - 1] : LogLevel.ERROR;
  }
}
