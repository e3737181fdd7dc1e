package io.braid.rpc.methods;

import io.braid.rpc.node.NodeHandle;
import io.braid.rpc.protocol.Method;
import io.braid.rpc.protocol.MethodTable;
import io.braid.rpc.protocol.RpcLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** All methods that a node serves. */
public final class Methods {
  private Methods() {}

  /**
   * Call on the node's thread: listens to the transaction pool from now on.
   *
   * @param feed already attached to the node's chain
   * @param workers for what follows an answer from the node's thread and may take long
   */
  public static MethodTable of(
      NodeHandle node, ChainFeed feed, RpcLimits limits, Executor workers) {
    StateReads reads = new StateReads(node, feed, workers);
    List<Method> all = new ArrayList<>();
    all.addAll(new SystemMethods(node, feed, reads).methods());
    all.addAll(new ChainMethods(node.chain(), feed, limits).methods());
    all.addAll(new StateMethods(node.chain(), feed, reads, limits).methods());
    all.addAll(new ChildStateMethods(reads, limits).methods());
    TransactionWatchers watchers = new TransactionWatchers(node);
    all.addAll(new AuthorMethods(node, feed, watchers, workers).methods());
    all.addAll(new ChainSpecMethods(node).methods());
    all.addAll(new FollowMethods(node.chain(), feed, limits).methods());
    all.addAll(new BroadcastMethods(node, feed, watchers, limits.follow()).methods());
    all.addAll(new WatchMethods(node, feed, watchers, workers).methods());
    if (node.chain().keepsAllStates()) {
      all.addAll(new ArchiveMethods(node, feed, limits).methods());
    }
    all.addAll(new KeyMethods(node, feed).methods());
    all.addAll(new PaymentMethods(reads).methods());
    all.addAll(new BeefyMethods(node.chain(), feed).methods());
    all.addAll(new MmrMethods(reads, limits).methods());
    return new MethodTable(all);
  }
}
