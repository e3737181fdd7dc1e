package io.braid.cli;

import io.braid.consensus.chain.BlockRef;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.service.NodeListener;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/** Watches a network: passes on what happens, knows when it is ready, and when to stop. */
final class Progress implements NodeListener {
  private final NetworkDefinition definition;
  private final Output output;
  private final CountDownLatch readiness = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final Set<String> finalisedChains = new TreeSet<>();
  private volatile boolean failed;

  Progress(NetworkDefinition definition, Output output) {
    this.definition = definition;
    this.output = output;
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
    if (finalisedChains.size() == 1 + definition.parachains().size() && readiness.getCount() > 0) {
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

  void stop() {
    end.countDown();
  }

  /** Waits until the network is ready, or for ever; whether all went well. */
  boolean await(boolean untilReady) throws InterruptedException {
    (untilReady ? readiness : end).await();
    return !failed;
  }
}
