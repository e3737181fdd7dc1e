package io.braid.executor;

import io.braid.executor.host.ChainRuntime;
import io.braid.executor.host.RuntimeTrap;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.VerifiedSignatures;
import io.braid.executor.wasm.RefusedCode;
import io.braid.executor.wasm.WasmRuntime;
import io.braid.executor.wasm.WasmRuntimes;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.ScaleException;
import io.braid.scale.ScaleReader;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds the runtime that a state asks for and calls it; knows the signatures that were checked for
 * it, for all nodes of the process. Safe for use by several threads, each with a host of its own. A
 * call may recurse deeply: give the threads that make calls a stack of some megabytes.
 */
public final class Executor {
  /** Where a state keeps its runtime. */
  public static final Bytes CODE_KEY = Bytes.utf8(":code");

  /** Where a state may say how many pages a call's heap may have, as a u64. */
  public static final Bytes HEAP_PAGES_KEY = Bytes.utf8(":heappages");

  /** As many as a transaction pool holds, and several blocks' votes. */
  private static final int SIGNATURES_KNOWN = 1 << 15;

  private final VerifiedSignatures signatures = new VerifiedSignatures(SIGNATURES_KNOWN);
  private final ExecutionStrategy strategy;
  private final Map<Hash256, NativeRuntime> natives = new HashMap<>();
  private final WasmRuntimes wasm;

  public Executor(ExecutionStrategy strategy, List<NativeRuntime> natives, WasmRuntimes wasm) {
    this.strategy = strategy;
    this.wasm = wasm;
    for (NativeRuntime runtime : natives) {
      this.natives.put(runtime.codeHash(), runtime);
    }
  }

  /**
   * The runtime that {@code state} holds. Reads the state directly: pass one whose source records
   * nothing, since the code is no part of a block's proof.
   *
   * @throws RefusedCode when the state has no code, or none that this node can run
   * @throws TrieException when the state is not all there
   */
  public ChainRuntime runtimeOf(StateTrie state) throws RefusedCode {
    Optional<Hash256> hash = state.valueHash(CODE_KEY);
    if (hash.isEmpty()) {
      throw new RefusedCode("expected a runtime under :code, found none in this state");
    }
    int heapPages = heapPages(state.get(HEAP_PAGES_KEY));
    return runtime(hash.get(), heapPages, () -> state.get(CODE_KEY).orElseThrow());
  }

  /** What calls, and all who take messages from others, know of signatures. */
  public VerifiedSignatures signatures() {
    return signatures;
  }

  private static int heapPages(Optional<Bytes> value) {
    if (value.isEmpty()) {
      return WasmRuntime.DEFAULT_HEAP_PAGES;
    }
    try {
      long pages = new ScaleReader(value.get()).u64();
      return pages < 0 || pages > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) pages;
    } catch (ScaleException e) {
      return WasmRuntime.DEFAULT_HEAP_PAGES;
    }
  }

  /**
   * The runtime of {@code codeHash}.
   *
   * @param code asked only when it must be compiled
   * @throws RefusedCode when this node cannot run it
   */
  public ChainRuntime runtime(Hash256 codeHash, int heapPages, Supplier<Bytes> code)
      throws RefusedCode {
    NativeRuntime found = natives.get(codeHash);
    if (found != null && strategy != ExecutionStrategy.WASM) {
      return found;
    }
    if (strategy == ExecutionStrategy.NATIVE) {
      throw new RefusedCode(
          "expected code that this node has natively, found "
              + codeHash.hex()
              + "; run with --execution auto");
    }
    return wasm.get(codeHash, heapPages, code);
  }

  /**
   * Calls an entry point. Its changes are kept in the host's overlay when it returns and forgotten
   * when it does not; storage transactions that it leaves open are forgotten.
   */
  public CallResult call(
      ChainRuntime runtime, StateHost host, String entryPoint, byte[] arguments) {
    host.beginCall();
    boolean returned = false;
    try {
      byte[] output = runtime.call(host, entryPoint, arguments);
      returned = true;
      return new CallResult.Returned(Bytes.wrap(output));
    } catch (RuntimeTrap e) {
      return new CallResult.Trapped(String.valueOf(e.getMessage()));
    } catch (TrieException e) {
      return new CallResult.StateMissing(String.valueOf(e.getMessage()));
    } finally {
      host.endCall(returned);
    }
  }
}
