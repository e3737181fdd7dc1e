package io.braid.executor;

import io.braid.executor.host.ChainRuntime;
import io.braid.executor.host.NodeHost;
import io.braid.executor.host.RuntimeTrap;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.EntryPoints;
import io.braid.runtime.api.Host;
import io.braid.trie.TrieException;
import java.util.function.Function;

/**
 * A runtime as plain Java classes: a fresh object for each call, as a WebAssembly instance would
 * be.
 */
public final class NativeRuntime implements ChainRuntime {
  private final Hash256 codeHash;
  private final Function<Host, EntryPoints> factory;

  /**
   * @param codeHash the Blake2b-256 of the blob that was built from the same classes
   * @param factory makes the runtime over a host
   */
  public NativeRuntime(Hash256 codeHash, Function<Host, EntryPoints> factory) {
    this.codeHash = codeHash;
    this.factory = factory;
  }

  @Override
  public Hash256 codeHash() {
    return codeHash;
  }

  @Override
  public byte[] call(NodeHost host, String entryPoint, byte[] arguments) {
    try {
      return factory.apply(host).call(entryPoint, arguments);
    } catch (TrieException | RuntimeTrap e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new RuntimeTrap(e.toString(), e);
    }
  }
}
