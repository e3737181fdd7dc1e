package io.braid.rpc.methods;

import io.braid.consensus.chain.Chain;
import io.braid.executor.CallResult;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.protocol.Answer;
import io.braid.rpc.protocol.RpcError;
import io.braid.trie.ChildTries;
import io.braid.trie.StateTrie;
import io.braid.trie.TrieException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads of a block's state and calls of its runtime; the best block's when none is named. */
final class StateReads {
  /** What clients know as {@code Client error}. */
  private static final int CLIENT_ERROR = 4003;

  private final NodeHandle node;
  private final Chain chain;
  private final ChainFeed feed;
  private final Executor workers;

  /**
   * @param workers where a read goes on that had to wait for the node's thread
   */
  StateReads(NodeHandle node, ChainFeed feed, Executor workers) {
    this.node = node;
    this.feed = feed;
    this.workers = workers;
    chain = node.chain();
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

  /** The message is the one that clients of Polkadot's nodes look for. */
  private static Answer discarded(Hash256 block) {
    return Answer.refused(
        RpcError.of(
            CLIENT_ERROR,
            "Client error: Api called for an unknown Block: State already discarded for "
                + block.hex(),
            "expected a block whose state this node keeps; ask for a later one, or a node that was"
                + " started with --state-pruning archive"));
  }

  /** Why the state of a block cannot be read; empty when it can. */
  Optional<Answer> unavailable(Hash256 block) {
    if (!chain.isKnown(block)) {
      return Optional.of(unknownBlock(block));
    }
    return chain.isStateKept(block) ? Optional.empty() : Optional.of(discarded(block));
  }

  static Answer clientError(String what) {
    return Answer.refused(RpcError.of(CLIENT_ERROR, "Client error", what));
  }

  Hash256 blockOrBest(Optional<Hash256> at) {
    return at.orElseGet(feed::best);
  }

  /**
   * Asks something of a block, or of the best one. When another fork becomes final, the state of
   * what was best is gone a moment before the news is here; the news comes after it on the node's
   * thread, so the question is put again behind that.
   */
  private Answer ask(Optional<Hash256> at, Function<Hash256, Answer> question) {
    Hash256 block = blockOrBest(at);
    if (at.isPresent() || unavailable(block).isEmpty()) {
      return question.apply(block);
    }
    return new Answer.Later(node.ask(feed::best).thenApplyAsync(question, workers));
  }

  /** Reads the state of a block. */
  Answer read(Optional<Hash256> at, BiFunction<Hash256, StateTrie, Answer> read) {
    return ask(at, block -> readAt(block, read));
  }

  private Answer readAt(Hash256 block, BiFunction<Hash256, StateTrie, Answer> read) {
    Optional<StateTrie> state = chain.state(block);
    Optional<Answer> unavailable = unavailable(block);
    if (state.isEmpty() || unavailable.isPresent()) {
      return unavailable.orElseGet(() -> unknownBlock(block));
    }
    try {
      return read.apply(block, state.get());
    } catch (TrieException e) {
      // It may have been dropped while it was read.
      return unavailable(block)
          .orElseGet(() ->
              clientError("the state of " + block.hex() + " is not all here: " + e.getMessage()));
    }
  }

  /**
   * A child trie of a state, or the state itself; a child that is not there is empty.
   *
   * @param child its key, without the prefix that all children's have
   */
  static StateTrie child(StateTrie state, Optional<Bytes> child) {
    return child.isEmpty() ? state : childAt(state, ChildTries.rootKey(child.get()));
  }

  /**
   * @param rootKey where the state keeps the child's root
   */
  static StateTrie childAt(StateTrie state, Bytes rootKey) {
    Optional<Bytes> root = state.get(rootKey);
    return root.isPresent() && root.get().size() == Hash256.SIZE
        ? state.at(Hash256.of(root.get()))
        : StateTrie.empty(state.hasher());
  }

  /** Calls the runtime of a block on its state. */
  Answer call(
      Optional<Hash256> at, String entryPoint, byte[] arguments, Function<Bytes, Answer> output) {
    return ask(at, block -> callAt(block, entryPoint, arguments, output));
  }

  private Answer callAt(
      Hash256 block, String entryPoint, byte[] arguments, Function<Bytes, Answer> output) {
    Optional<Answer> unavailable = unavailable(block);
    if (unavailable.isPresent()) {
      return unavailable.get();
    }
    return switch (chain.call(block, entryPoint, arguments)) {
      case CallResult.Returned(Bytes bytes) -> output.apply(bytes);
      case CallResult.Trapped(String reason) ->
          clientError("Execution failed: " + entryPoint + " trapped: " + reason);
      case CallResult.StateMissing(String reason) ->
          unavailable(block)
              .orElseGet(
                  () -> clientError("Execution failed: " + entryPoint + " lacks state: " + reason));
    };
  }
}
