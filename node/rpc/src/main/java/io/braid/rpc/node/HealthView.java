package io.braid.rpc.node;

import java.util.concurrent.CompletableFuture;

/** Says how a node is. May be called on any thread. */
@FunctionalInterface
public interface HealthView {
  /**
   * Looks now. The answer comes within seconds and never fails: a node that does not answer is a
   * finding.
   */
  CompletableFuture<Health> check();
}
