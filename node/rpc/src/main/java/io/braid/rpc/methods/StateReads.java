package io.braid.rpc.methods;

import io.braid.consensus.chain.Chain;
import io.braid.executor.CallResult;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.RpcError;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads of a block's state and calls of its runtime; the best block's when none is named. */
final class StateReads {
  /** What clients know as {@code Client error}. */
  private static final int CLIENT_ERROR = 4003;

  private final Chain chain;
  private final ChainFeed feed;

  StateReads(Chain chain, ChainFeed feed) {
    this.chain = chain;
    this.feed = feed;
  }

  static Answer unknownBlock(Hash256 block) {
    return Answer.refused(
        RpcError.of(
            CLIENT_ERROR,
            "Client error: UnknownBlock",
            "expected a block of this chain, found no block "
                + block.hex()
                + "; chain_getBlockHash gives hashes by number"));
  }

  static Answer clientError(String what) {
    return Answer.refused(RpcError.of(CLIENT_ERROR, "Client error", what));
  }

  Hash256 blockOrBest(Optional<Hash256> at) {
    return at.orElseGet(feed::best);
  }

  /** Reads the state of a block. */
  Answer read(Optional<Hash256> at, BiFunction<Hash256, StateTrie, Answer> read) {
    Hash256 block = blockOrBest(at);
    Optional<StateTrie> state = chain.state(block);
    if (state.isEmpty()) {
      return unknownBlock(block);
    }
    try {
      return read.apply(block, state.get());
    } catch (TrieException e) {
      return clientError("the state of " + block.hex() + " is not all here: " + e.getMessage());
    }
  }

  /** Calls the runtime of a block on its state. */
  Answer call(
      Optional<Hash256> at, String entryPoint, byte[] arguments, Function<Bytes, Answer> output) {
    Hash256 block = blockOrBest(at);
    if (!chain.isKnown(block)) {
      return unknownBlock(block);
    }
    return switch (chain.call(block, entryPoint, arguments)) {
      case CallResult.Returned(Bytes bytes) -> output.apply(bytes);
      case CallResult.Trapped(String reason) ->
          clientError("Execution failed: " + entryPoint + " trapped: " + reason);
      case CallResult.StateMissing(String reason) ->
          clientError("Execution failed: " + entryPoint + " lacks state: " + reason);
    };
  }
}
