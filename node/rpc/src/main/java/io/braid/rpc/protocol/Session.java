package io.braid.rpc.protocol;

import java.util.function.Consumer;

/** One client's connection, as methods see it. Safe for use by several threads. */
public interface Session {
  /** Whether unsafe methods may be called. */
  boolean trusted();

  /**
   * Begins a subscription, unless the connection cannot have another.
   *
   * @param event the name that its notifications carry
   * @param attach connects it to its source; what it notifies before the response went out waits
   */
  Answer subscribe(String event, Consumer<Subscription> attach);

  /**
   * Runs a task on a worker thread, in turn with the connection's requests, and not before the
   * client has taken most of what it was sent. A task must not be given again while it waits.
   */
  void later(Runnable task);

  /** Ends a subscription; false when there is none with this id. */
  boolean unsubscribe(String id);
}
