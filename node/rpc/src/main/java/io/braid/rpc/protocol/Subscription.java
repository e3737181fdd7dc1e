package io.braid.rpc.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * A client's wish to be notified. Silent until the client knows its id. Safe for use by several
 * threads.
 */
public final class Subscription {
  private final String id;
  private final String event;
  private final Consumer<byte[]> out;
  private final List<byte[]> early = new ArrayList<>();
  private boolean active;
  private boolean closed;
  private Runnable detach = () -> {};
  private Runnable onActive = () -> {};

  /**
   * @param out sends a message to the client, without waiting
   */
  public Subscription(String id, String event, Consumer<byte[]> out) {
    this.id = id;
    this.event = event;
    this.out = out;
  }

  public String id() {
    return id;
  }

  /** Sends a notification. */
  public synchronized void send(JsonNode result) {
    if (closed) {
      return;
    }
    byte[] message = notification(result);
    if (active) {
      out.accept(message);
    } else {
      early.add(message);
    }
  }

  private byte[] notification(JsonNode result) {
    return Json.write(
        Json.object()
            .put("jsonrpc", "2.0")
            .put("method", event)
            .set("params", Json.object().put("subscription", id).set("result", result)));
  }

  /** Says that the response with the id is on its way. */
  public void activate() {
    Runnable next;
    synchronized (this) {
      active = true;
      early.forEach(out);
      early.clear();
      next = onActive;
    }
    next.run();
  }

  /** Runs {@code task} once all that was sent so far is on its way, at once if it is. */
  public void afterSent(Runnable task) {
    synchronized (this) {
      if (!active) {
        onActive = task;
        return;
      }
    }
    task.run();
  }

  /** Runs {@code task} when the subscription ends, at once if it has. */
  public void onClose(Runnable task) {
    synchronized (this) {
      if (!closed) {
        Runnable before = detach;
        detach =
            () -> {
              before.run();
              task.run();
            };
        return;
      }
    }
    task.run();
  }

  /** Ends it: nothing is sent any more. */
  public void close() {
    Runnable task;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      early.clear();
      task = detach;
    }
    task.run();
  }
}
