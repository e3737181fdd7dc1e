package io.braid.cli;

import io.braid.consensus.chain.BlockRef;
import io.braid.service.NodeListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Tells what happens in one node, and when to stop. */
public final class NodeOutput implements NodeListener {
  private final Output output;
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean failed;

  public NodeOutput(PrintWriter out, boolean json, String name) {
    long start = System.nanoTime();
    output =
        json
            ? new JsonOutput(out, start)
            : new TableOutput(out, start, List.of(name), System.console() != null);
  }

  /** Peers find the node here. */
  public synchronized void address(String address) {
    output.address(address);
  }

  /** The node is up. */
  public synchronized void started() {
    output.started();
  }

  public void stop() {
    end.countDown();
  }

  /** Waits for {@link #stop}, or for a bug; whether all went well. */
  public boolean await() throws InterruptedException {
    end.await();
    return !failed;
  }

  @Override
  public synchronized void onNode(String name, String chain, String role, String url) {
    output.node(name, chain, role, url);
  }

  @Override
  public synchronized void onBest(String chain, BlockRef block) {
    output.best(chain, block);
  }

  @Override
  public synchronized void onFinalised(String chain, BlockRef block) {
    output.finalised(chain, block);
  }

  @Override
  public synchronized void onBacked(int paraId) {
    output.backed(paraId);
  }

  @Override
  public synchronized void onIncluded(int paraId, int number) {
    output.included(paraId, number);
  }

  @Override
  public synchronized void onBug(String node, Throwable bug) {
    output.bug(node, bug);
    failed = true;
    end.countDown();
  }
}
