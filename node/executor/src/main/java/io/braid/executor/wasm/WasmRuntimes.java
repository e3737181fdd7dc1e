package io.braid.executor.wasm;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import java.util.function.Supplier;

/** Loaded runtimes by the hash of their code; each is compiled once, whoever asks for it first. */
public final class WasmRuntimes {
  private record Key(Hash256 codeHash, int heapPages) {}

  private sealed interface Entry {
    record Ready(WasmRuntime runtime) implements Entry {}

    record Refused(String reason) implements Entry {}
  }

  private final Cache<Key, Entry> loaded;
  private final LargeFunctions largeFunctions;
  private final CompiledCodeCache cache;

  /**
   * @param capacity runtimes to keep; an official relay-chain runtime holds 150 to 350 MB
   */
  public WasmRuntimes(int capacity, LargeFunctions largeFunctions) {
    this(capacity, largeFunctions, CompiledCodeCache.NONE);
  }

  /**
   * @param cache spares compiling what was compiled in an earlier run
   */
  public WasmRuntimes(int capacity, LargeFunctions largeFunctions, CompiledCodeCache cache) {
    loaded = Caffeine.newBuilder().maximumSize(capacity).executor(Runnable::run).build();
    this.largeFunctions = largeFunctions;
    this.cache = cache;
  }

  /**
   * The runtime of {@code codeHash}.
   *
   * @param blob asked only when the runtime is not loaded yet
   * @throws RefusedCode when the blob is no runtime, now or earlier
   */
  public WasmRuntime get(Hash256 codeHash, int heapPages, Supplier<Bytes> blob) throws RefusedCode {
    Entry entry = loaded.get(new Key(codeHash, heapPages), key -> load(key, blob.get()));
    return switch (entry) {
      case Entry.Ready(WasmRuntime runtime) -> runtime;
      case Entry.Refused(String reason) -> throw new RefusedCode(reason);
    };
  }

  private Entry load(Key key, Bytes blob) {
    try {
      return new Entry.Ready(
          WasmRuntime.load(key.codeHash, blob, key.heapPages, largeFunctions, cache));
    } catch (RefusedCode e) {
      return new Entry.Refused(String.valueOf(e.getMessage()));
    }
  }
}
