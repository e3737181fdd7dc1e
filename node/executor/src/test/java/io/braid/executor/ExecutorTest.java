package io.braid.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.executor.host.HostKeystore;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.host.SignatureChecks;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.RefusedCode;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.runtime.api.EntryPoints;
import io.braid.runtime.api.Host;
import io.braid.trie.NodeSource;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieRoot;
import io.braid.trie.TrieUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ExecutorTest {
  private static final Bytes KEY = Bytes.utf8("key");
  private static final Bytes VALUE = Bytes.utf8("value");
  private static final String ENTRY_POINT = "Core_version";

  /** Returns its arguments. */
  private static final Bytes ECHO =
      new TinyModule(ENTRY_POINT).body(0, "00 20 00 ad 20 01 ad 42 20 86 84 0b").assemble();

  private static StateTrie state(Bytes code) {
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    entries.put(Executor.CODE_KEY, code);
    entries.put(KEY, VALUE);
    TrieUpdate built = TrieRoot.build(entries, StateVersion.V1, StatelessHost.BLAKE2);
    return new StateTrie(
        built.root(), NodeSource.EMPTY.over(built.newNodes()), StatelessHost.BLAKE2);
  }

  private static Hash256 hash(Bytes code) {
    return StatelessHost.BLAKE2.hash(code.toArray());
  }

  private static Executor executor(ExecutionStrategy strategy, NativeRuntime... natives) {
    return new Executor(strategy, List.of(natives), new WasmRuntimes(4, LargeFunctions.REFUSE));
  }

  private static NativeRuntime natively(Function<Host, EntryPoints> factory) {
    return new NativeRuntime(hash(ECHO), factory);
  }

  private static CallResult call(StateHost host, EntryPoints runtime) {
    return executor(ExecutionStrategy.NATIVE)
        .call(natively(ignored -> runtime), host, ENTRY_POINT, new byte[0]);
  }

  @Test
  void theStrategyDecidesWhichBuildRuns() throws RefusedCode {
    NativeRuntime own = natively(host -> (name, arguments) -> new byte[] {9});
    Bytes other =
        new TinyModule(ENTRY_POINT)
            .body(0, "00 20 00 ad 20 01 ad 42 20 86 84 0b")
            .section(0, "0161")
            .assemble();
    assertThat(run(ExecutionStrategy.NATIVE, own, ECHO)).isEqualTo(Bytes.fromHex("09"));
    assertThat(run(ExecutionStrategy.AUTO, own, ECHO)).isEqualTo(Bytes.fromHex("09"));
    assertThat(run(ExecutionStrategy.AUTO, own, other)).isEqualTo(Bytes.fromHex("01"));
    assertThat(run(ExecutionStrategy.WASM, own, ECHO)).isEqualTo(Bytes.fromHex("01"));
    assertThatThrownBy(() -> run(ExecutionStrategy.NATIVE, own, other))
        .isInstanceOf(RefusedCode.class)
        .hasMessageContaining("--execution auto");
  }

  private static Bytes run(ExecutionStrategy strategy, NativeRuntime own, Bytes code)
      throws RefusedCode {
    Executor executor = executor(strategy, own);
    StateTrie state = state(code);
    return BuiltBlock.returned(
        executor.call(
            executor.runtimeOf(state), StateHost.over(state), ENTRY_POINT, new byte[] {1}));
  }

  @Test
  void aStateWithoutRunnableCodeIsRefused() {
    Executor executor = executor(ExecutionStrategy.AUTO);
    assertThatThrownBy(() -> executor.runtimeOf(StateTrie.empty(StatelessHost.BLAKE2)))
        .isInstanceOf(RefusedCode.class)
        .hasMessageContaining(":code");
    assertThatThrownBy(() -> executor.runtimeOf(state(Bytes.utf8("no wasm"))))
        .isInstanceOf(RefusedCode.class)
        .hasMessageContaining("valid WebAssembly");
  }

  @Test
  void codeIsCompiledOnce() throws RefusedCode {
    WasmRuntimes runtimes = new WasmRuntimes(1, LargeFunctions.REFUSE);
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      runtimes.get(
          hash(ECHO),
          10,
          () -> {
            asked.add("asked");
            return ECHO;
          });
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void changesStayWhenACallReturnsAndGoWhenItTraps() {
    StateHost host = StateHost.over(state(ECHO));
    CallResult returned =
        call(
            host,
            (name, arguments) -> {
              host.set(KEY, Bytes.EMPTY);
              return new byte[0];
            });
    assertThat(returned).isEqualTo(new CallResult.Returned(Bytes.EMPTY));
    assertThat(host.get(KEY)).contains(Bytes.EMPTY);
    CallResult trapped =
        call(
            host,
            (name, arguments) -> {
              host.startTransaction();
              host.clear(KEY);
              throw new IllegalStateException("no such block");
            });
    assertThat(trapped)
        .isInstanceOfSatisfying(
            CallResult.Trapped.class, trap -> assertThat(trap.reason()).contains("no such block"));
    assertThat(host.get(KEY)).contains(Bytes.EMPTY);
    assertThat(host.overlay().depth()).isZero();
  }

  @Test
  void transactionsThatACallLeavesOpenAreForgotten() {
    StateHost host = StateHost.over(state(ECHO));
    call(
        host,
        (name, arguments) -> {
          host.set(KEY, Bytes.fromHex("01"));
          host.startTransaction();
          host.set(KEY, Bytes.fromHex("02"));
          return new byte[0];
        });
    assertThat(host.get(KEY)).contains(Bytes.fromHex("01"));
  }

  @Test
  void aCallCannotCloseTransactionsThatAreNotItsOwn() {
    StateHost host = StateHost.over(state(ECHO));
    host.startTransaction();
    CallResult result =
        call(
            host,
            (name, arguments) -> {
              host.set(KEY, Bytes.EMPTY);
              host.commitTransaction();
              return new byte[0];
            });
    assertThat(result).isInstanceOf(CallResult.Trapped.class);
    assertThat(host.overlay().depth()).isEqualTo(1);
    assertThat(host.get(KEY)).contains(VALUE);
  }

  @Test
  void aMissingNodeIsNotTheRuntimesFault() {
    StateTrie pruned = new StateTrie(Hash256.ZERO, NodeSource.EMPTY, StatelessHost.BLAKE2);
    StateHost host = StateHost.over(pruned);
    CallResult result =
        call(
            host,
            (name, arguments) -> {
              host.get(KEY);
              return new byte[0];
            });
    assertThat(result)
        .isInstanceOfSatisfying(
            CallResult.StateMissing.class,
            missing -> assertThat(missing.reason()).contains(Hash256.ZERO.hex()));
  }

  @Test
  void aTrapCarriesTheRuntimesLastWords() throws RefusedCode {
    // logs its arguments as an error, then runs into unreachable
    String span = "20 00 ad 20 01 ad 42 20 86 84";
    Bytes code =
        new TinyModule(ENTRY_POINT)
            .importing("env", "ext_logging_log_version_1", "0004")
            .body(0, "00 41 01" + span + span + "10 00 00 0b")
            .assemble();
    List<String> lines = new ArrayList<>();
    RuntimeLog log = (level, target, message) -> lines.add(level + " " + message);
    StateTrie state = state(code);
    Executor executor = executor(ExecutionStrategy.WASM);
    CallResult result =
        executor.call(
            executor.runtimeOf(state),
            new StateHost(state, SignatureChecks.DIRECT, HostKeystore.NONE, log),
            ENTRY_POINT,
            Bytes.utf8("panicked at 'x'").toArray());
    assertThat(lines).containsExactly("ERROR panicked at 'x'");
    assertThat(result)
        .isInstanceOfSatisfying(
            CallResult.Trapped.class,
            trap -> assertThat(trap.reason()).startsWith("panicked at 'x' ("));
  }

  @Test
  void anImportOfTheWrongTypeIsRefused() {
    Bytes code =
        new TinyModule(ENTRY_POINT)
            .importing("env", "ext_storage_clear_version_1", "0001")
            .body(0, "00 42 00 0b")
            .assemble();
    assertThatThrownBy(() -> executor(ExecutionStrategy.WASM).runtimeOf(state(code)))
        .isInstanceOf(RefusedCode.class)
        .hasMessageContaining("ext_storage_clear_version_1 to be imported as l:, found :");
  }
}
