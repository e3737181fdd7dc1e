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

  /** Ends a subscription; false when there is none with this id. */
  boolean unsubscribe(String id);
}
