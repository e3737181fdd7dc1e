package io.braid.executor.wasm;

import java.util.Optional;

/**
 * Keeps what the compiler made of a module, so that a node that starts again need not compile it
 * again. A port: it may forget anything at any time, but must give back just the bytes that it was
 * given, for they are run. Called from several threads.
 */
public interface CompiledCodeCache {
  /** Keeps nothing. */
  CompiledCodeCache NONE =
      new CompiledCodeCache() {
        @Override
        public Optional<byte[]> get(String key) {
          return Optional.empty();
        }

        @Override
        public void put(String key, byte[] compiled) {}
      };

  /**
   * @param key letters, digits and dashes: the module's digest and how it was compiled
   */
  Optional<byte[]> get(String key);

  /** Offers compiled code; a cache that cannot keep it does nothing. */
  void put(String key, byte[] compiled);
}
