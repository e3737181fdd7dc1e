package io.braid.executor.wasm;

import io.braid.executor.code.RuntimeBlob;
import io.braid.executor.host.ChainRuntime;
import io.braid.executor.host.NodeHost;
import io.braid.executor.host.RuntimeTrap;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.ScaleException;

/** A runtime that runs as WebAssembly, compiled once. */
public final class WasmRuntime implements ChainRuntime {
  /** Pages of 64 KiB that a call may use beyond what its module asks for at first: 128 MiB. */
  public static final int DEFAULT_HEAP_PAGES = 2048;

  private final Hash256 codeHash;
  private final CompiledCode code;
  private final int heapPages;

  private WasmRuntime(Hash256 codeHash, CompiledCode code, int heapPages) {
    this.codeHash = codeHash;
    this.code = code;
    this.heapPages = heapPages;
  }

  /**
   * Unpacks, validates and compiles a runtime: seconds of work and hundreds of megabytes for the
   * large ones. See {@link WasmRuntimes} for doing it once.
   *
   * @param blob as under {@code :code}
   * @param heapPages as under {@code :heappages}
   * @throws RefusedCode when the blob is no runtime
   */
  public static WasmRuntime load(
      Hash256 codeHash,
      Bytes blob,
      int heapPages,
      LargeFunctions largeFunctions,
      CompiledCodeCache cache)
      throws RefusedCode {
    return switch (RuntimeBlob.unpack(blob, RuntimeBlob.MAX_UNPACKED_BYTES)) {
      case RuntimeBlob.Unpacked.Refused(String reason) -> throw new RefusedCode(reason);
      case RuntimeBlob.Unpacked.Code(Bytes wasm) ->
          new WasmRuntime(
              codeHash, CompiledCode.compile(wasm.unsafeArray(), largeFunctions, cache), heapPages);
    };
  }

  @Override
  public Hash256 codeHash() {
    return codeHash;
  }

  /** Whether {@link #call} would find {@code entryPoint}. */
  public boolean has(String entryPoint) {
    return code.exportsFunction(entryPoint);
  }

  @Override
  public byte[] call(NodeHost host, String entryPoint, byte[] arguments) {
    if (!has(entryPoint)) {
      throw new RuntimeTrap("expected the entry point " + entryPoint + ", found none of that name");
    }
    WasmCall call = new WasmCall(host);
    try {
      return WasmInstance.of(code, call, heapPages, HostMeter.NONE).call(entryPoint, arguments);
    } catch (RuntimeTrap | ScaleException | run.endive.wasm.WasmEngineException e) {
      throw trapped(call, String.valueOf(e.getMessage()));
    } catch (StackOverflowError e) {
      throw trapped(call, "call stack exhausted");
    }
  }

  private static RuntimeTrap trapped(WasmCall call, String reason) {
    return new RuntimeTrap(call.lastError().map(line -> line + " (" + reason + ")").orElse(reason));
  }
}
