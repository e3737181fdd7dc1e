package io.braid.cli;

import io.braid.consensus.chain.BlockRef;
import io.braid.service.NodeListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/** Watches nodes: tells what happens, knows when they are ready, and when to stop. */
public final class Progress implements NodeListener {
  private final Output output;
  private final int chains;
  private final CountDownLatch readiness = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final Set<String> finalisedChains = new TreeSet<>();
  private volatile boolean failed;

  private Progress(Output output, int chains) {
    this.output = output;
    this.chains = chains;
  }

  /**
   * Tells all on {@code out}; time begins now.
   *
   * @param json one object a line, instead of a table
   * @param nodeNames of all nodes that will come
   * @param chains that have to finalise a block before all is ready, by their names
   */
  public static Progress on(
      PrintWriter out, boolean json, List<String> nodeNames, List<String> chains) {
    long start = System.nanoTime();
    return new Progress(
        json
            ? new JsonOutput(out, start)
            : new TableOutput(out, start, nodeNames, chains, System.console() != null),
        chains.size());
  }

  /** Peers find a node at this multiaddress. */
  public synchronized void address(String address) {
    output.address(address);
  }

  /** A node's figures for Prometheus are here. */
  public synchronized void metrics(String url) {
    output.metrics(url);
  }

  /** All nodes are up. */
  public synchronized void started() {
    output.started();
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
    // A parachain's block is final as soon as a final relay block includes it.
    finalisedChains.add(chain);
    if (finalisedChains.size() == chains && readiness.getCount() > 0) {
      output.ready();
      readiness.countDown();
    }
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
    readiness.countDown();
    end.countDown();
  }

  public void stop() {
    end.countDown();
  }

  /** Waits until all is ready, or for {@link #stop}; whether all went well. */
  public boolean await(boolean untilReady) throws InterruptedException {
    (untilReady ? readiness : end).await();
    return !failed;
  }
}
