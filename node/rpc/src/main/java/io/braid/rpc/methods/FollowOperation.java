package io.braid.rpc.methods;

import io.braid.rpc.protocol.Json;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Something that a follower has under way: it takes one or more turns, and sends events. */
final class FollowOperation {
  /** Where an operation stands after a turn. */
  enum Progress {
    DONE,
    /** It goes on when the client has taken what it was sent. */
    MORE,
    /** It goes on when the client asks for it. */
    WAITING
  }

  /** What an operation does. */
  @FunctionalInterface
  interface Work {
    /**
     * Takes a turn.
     *
     * @param events makes an event of this operation, to which its own fields may be added
     * @param out sends it
     */
    Progress turn(Events events, Consumer<JsonNode> out);
  }

  /** Makes the events of one operation. */
  @FunctionalInterface
  interface Events {
    ObjectNode named(String name);
  }

  private final String id;
  private final int places;
  private final Work work;
  private Progress progress = Progress.MORE;

  /**
   * @param places how many operations it counts as
   */
  FollowOperation(String id, int places, Work work) {
    this.id = id;
    this.places = places;
    this.work = work;
  }

  String id() {
    return id;
  }

  int places() {
    return places;
  }

  boolean isWaiting() {
    return progress == Progress.WAITING;
  }

  void resume() {
    progress = Progress.MORE;
  }

  Progress turn(Consumer<JsonNode> out) {
    progress = work.turn(name -> Json.object().put("event", name).put("operationId", id), out);
    return progress;
  }
}
