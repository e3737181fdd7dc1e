package io.braid.rpc.node;

import io.braid.consensus.chain.Chain;
import io.braid.executor.host.HostKeystore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * A node as its RPC server sees it.
 *
 * <p>What the chain knows by hash is read on the server's own threads: {@link Chain} allows it,
 * because blocks and state are immutable and found by their hash. All else happens on the node's
 * thread.
 *
 * @param thread runs tasks on the node's thread, in order
 * @param transactions only used on the node's thread
 * @param peers used on any thread
 * @param health asked on any thread
 * @param keys used on any thread, and only for callers that may use unsafe methods
 */
public record NodeHandle(
    Chain chain,
    Executor thread,
    TransactionPort transactions,
    PeerView peers,
    HealthView health,
    HostKeystore keys,
    NodeIdentity identity) {
  /** Asks something on the node's thread. */
  public <T> CompletableFuture<T> ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, thread);
  }
}
