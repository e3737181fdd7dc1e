package io.braid.rpc.methods;

import io.braid.rpc.protocol.FollowLimits;
import io.braid.rpc.protocol.Json;
import io.braid.rpc.protocol.Session;
import io.braid.rpc.protocol.Subscription;
import io.braid.trie.TrieException;
import java.util.concurrent.atomic.AtomicBoolean;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends a long answer of {@code archive_v1_*} as events, some on each turn of its connection, and
 * no faster than the client takes them.
 */
final class ArchiveStream {
  /** What there is to send. */
  interface Source {
    /**
     * Takes one small step.
     *
     * @throws TrieException when a part of the state is missing
     */
    Step next();
  }

  /** What a step comes to. */
  sealed interface Step {
    record Event(ObjectNode event) implements Step {}

    record Nothing() implements Step {}

    record Done() implements Step {}
  }

  private final Session session;
  private final Subscription subscription;
  private final String name;
  private final Source source;
  private final int stepsPerTurn;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param name with {@code Done} or {@code Error} behind it, the event that ends the stream
   */
  ArchiveStream(
      Session session, Subscription subscription, String name, Source source, FollowLimits limits) {
    this.session = session;
    this.subscription = subscription;
    this.name = name;
    this.source = source;
    stepsPerTurn = limits.pageItems();
  }

  void begin() {
    subscription.onClose(() -> closed.set(true));
    session.later(this::turn);
  }

  private void turn() {
    try {
      for (int step = 0; step < stepsPerTurn && !closed.get(); step++) {
        switch (source.next()) {
          case Step.Event(ObjectNode event) -> subscription.send(event);
          case Step.Nothing nothing -> {}
          case Step.Done done -> {
            end(Json.object().put("event", name + "Done"));
            return;
          }
        }
      }
    } catch (TrieException e) {
      end(
          Json.object()
              .put("event", name + "Error")
              .put("error", "the state is not all here: " + e.getMessage()));
      return;
    }
    if (!closed.get()) {
      session.later(this::turn);
    }
  }

  private void end(ObjectNode event) {
    subscription.send(event);
    subscription.afterSent(() -> session.unsubscribe(subscription.id()));
  }
}
