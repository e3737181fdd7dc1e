package io.braid.chains.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.chains.Blobs;
import io.braid.crypto.hash.Blake2b;
import io.braid.executor.CallResult;
import io.braid.executor.ExecutionStrategy;
import io.braid.executor.Executor;
import io.braid.executor.NativeRuntime;
import io.braid.executor.host.ChainRuntime;
import io.braid.executor.host.HostKeystore;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.host.SignatureChecks;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.executor.wasm.LargeFunctions;
import io.braid.executor.wasm.RefusedCode;
import io.braid.executor.wasm.WasmRuntime;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.EntryPoints;
import io.braid.runtime.api.Host;
import io.braid.trie.StateTrie;
import java.util.List;
import java.util.function.Function;

/** The native and the Wasm build of one runtime, called side by side. */
final class TwoBuilds {
  /** A state as both builds changed it; the two must stay equal. */
  record Pair(StateHost onNative, StateHost onWasm) {
    static Pair over(StateTrie state) {
      return over(state, HostKeystore.NONE);
    }

    static Pair over(StateTrie state, HostKeystore keys) {
      return new Pair(
          new StateHost(state, SignatureChecks.DIRECT, keys, RuntimeLog.NONE),
          new StateHost(state, SignatureChecks.DIRECT, keys, RuntimeLog.NONE));
    }

    static Pair empty() {
      return over(StateTrie.empty(StatelessHost.BLAKE2));
    }

    void startTransaction() {
      onNative.startTransaction();
      onWasm.startTransaction();
    }

    void endTransaction(boolean keep) {
      for (StateHost host : List.of(onNative, onWasm)) {
        if (keep) {
          host.commitTransaction();
        } else {
          host.rollbackTransaction();
        }
      }
    }
  }

  private final Bytes blob;
  private final Executor executor;
  private final ChainRuntime nativeRuntime;
  private final ChainRuntime wasmRuntime;

  /**
   * @param chain the blob's name
   * @param entryPoints the same runtime's classes
   */
  TwoBuilds(String chain, Function<Host, EntryPoints> entryPoints) {
    blob = Blobs.of(chain);
    NativeRuntime runtime =
        new NativeRuntime(Hash256.of(Blake2b.hash256(blob.unsafeArray())), entryPoints::apply);
    WasmRuntimes wasm = new WasmRuntimes(1, LargeFunctions.REFUSE);
    executor = new Executor(ExecutionStrategy.AUTO, List.of(runtime), wasm);
    nativeRuntime = runtime;
    try {
      wasmRuntime = wasm.get(runtime.codeHash(), WasmRuntime.DEFAULT_HEAP_PAGES, () -> blob);
    } catch (RefusedCode refused) {
      throw new AssertionError(refused);
    }
  }

  Bytes blob() {
    return blob;
  }

  /** Calls both, holds them against each other, and gives what they return. */
  CallResult call(Pair state, String entryPoint, byte[] arguments) {
    CallResult expected = executor.call(nativeRuntime, state.onNative(), entryPoint, arguments);
    CallResult found = executor.call(wasmRuntime, state.onWasm(), entryPoint, arguments);
    // The words of a trap are for people and need not be the same.
    if (!(expected instanceof CallResult.Trapped && found instanceof CallResult.Trapped)) {
      assertThat(found).as(entryPoint).isEqualTo(expected);
    }
    assertThat(state.onWasm().overlay().changes())
        .as("changes of " + entryPoint)
        .isEqualTo(state.onNative().overlay().changes());
    return found;
  }

  /** As {@link #call}, and neither may trap. */
  Bytes returned(Pair state, String entryPoint, byte[] arguments) {
    return output(entryPoint, call(state, entryPoint, arguments));
  }

  /** Calls the native build alone, which must not trap: ten times as fast. */
  Bytes returnedNatively(StateHost state, String entryPoint, byte[] arguments) {
    return output(entryPoint, executor.call(nativeRuntime, state, entryPoint, arguments));
  }

  private static Bytes output(String entryPoint, CallResult result) {
    assertThat(result).as(entryPoint).isInstanceOf(CallResult.Returned.class);
    return ((CallResult.Returned) result).output();
  }
}
