package io.braid.consensus.chain;

import io.braid.executor.CallResult;
import io.braid.executor.Executor;
import io.braid.executor.host.ChainRuntime;
import io.braid.executor.host.StateHost;
import io.braid.primitives.StateVersion;
import io.braid.trie.ProofRecorder;
import io.braid.trie.TrieUpdate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A block's state and the changes that calls make to it: to build or execute the block after it.
 * For one thread, and thrown away afterwards.
 */
public final class PendingState {
  private final Executor executor;
  private final ChainRuntime runtime;
  private final StateHost host;
  private final StateVersion version;

  PendingState(Executor executor, ChainRuntime runtime, StateHost host, StateVersion version) {
    this.executor = executor;
    this.runtime = runtime;
    this.host = host;
    this.version = version;
  }

  /** Calls an entry point; what it changes stays when it returns. */
  public CallResult call(String entryPoint, byte[] arguments) {
    return executor.call(runtime, host, entryPoint, arguments);
  }

  /** As {@link #call}, but forgets what it changed. */
  public CallResult ask(String entryPoint, byte[] arguments) {
    begin();
    CallResult result = call(entryPoint, arguments);
    rollback(OptionalInt.empty());
    return result;
  }

  /** Opens a layer of changes; the mark of what a proof holds so far, when one is recorded. */
  public OptionalInt begin() {
    host.startTransaction();
    Optional<ProofRecorder> recorder = host.recorder();
    return recorder.isPresent() ? OptionalInt.of(recorder.get().mark()) : OptionalInt.empty();
  }

  /** Keeps the innermost layer. */
  public void commit() {
    host.commitTransaction();
  }

  /** Forgets the innermost layer, and what the proof recorded since {@code mark}. */
  public void rollback(OptionalInt mark) {
    host.rollbackTransaction();
    if (mark.isPresent()) {
      host.recorder().ifPresent(recorder -> recorder.rollbackTo(mark.getAsInt()));
    }
  }

  /** The root with all changes so far, and the nodes to store for it. */
  public TrieUpdate changes() {
    return host.overlay().update(version);
  }

  /** What the calls so far want kept beside the state, when the block is. */
  public Batch beside() {
    return OffchainIndex.writes(host.offchainIndex());
  }

  public StateHost host() {
    return host;
  }
}
