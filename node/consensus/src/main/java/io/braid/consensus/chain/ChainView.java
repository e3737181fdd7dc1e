package io.braid.consensus.chain;

import io.braid.executor.host.SignatureChecks;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import io.braid.scale.Codec;
import io.braid.trie.StateTrie;
import java.util.List;
import java.util.Optional;

/**
 * What a node of another chain reads of a chain: a chain of its own node, or of somebody else's.
 * What is not known is nothing.
 */
public interface ChainView {
  BlockRef genesis();

  BlockRef best();

  /** The last finalised block. */
  BlockRef finalised();

  /** Blocks above the last finalised one, or itself, that have no children. */
  List<BlockRef> leaves();

  Optional<Header> header(Hash256 block);

  /** The state after a block; parts of it may be missing. */
  Optional<StateTrie> state(Hash256 block);

  /** A value in a block's state. */
  Optional<Bytes> storage(Hash256 block, Bytes key);

  /** What a block's runtime answers. */
  <T> Optional<T> query(Hash256 block, String entryPoint, byte[] arguments, Codec<T> codec);

  /**
   * How what comes from others is checked: a signature that was valid once is not checked again.
   */
  SignatureChecks signatures();

  void addListener(ChainListener listener);
}
