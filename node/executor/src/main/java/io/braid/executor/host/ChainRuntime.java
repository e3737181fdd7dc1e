package io.braid.executor.host;

import io.braid.primitives.Hash256;

/**
 * A runtime that can be called, however it runs. Every call is on its own: nothing but the host's
 * state passes from one to the next. Safe for use by several threads at once.
 */
public interface ChainRuntime {
  /** The Blake2b-256 of the code this runs, as it stands under {@code :code}. */
  Hash256 codeHash();

  /**
   * Calls {@code entryPoint}, which must be one that the runtime has. Changes that it makes to the
   * host's state stay, even when it traps.
   *
   * @param arguments the SCALE forms of the arguments, one after the other
   * @return the SCALE form of the result
   * @throws RuntimeTrap when the call ends without a result
   * @throws io.braid.trie.TrieException when the state that it reads is not all there
   */
  byte[] call(NodeHost host, String entryPoint, byte[] arguments);
}
