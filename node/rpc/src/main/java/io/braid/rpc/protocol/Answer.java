package io.braid.rpc.protocol;

import java.util.concurrent.CompletionStage;
import tools.jackson.databind.JsonNode;

/** What a method comes to. */
public sealed interface Answer {
  record Value(JsonNode result) implements Answer {}

  record Refused(RpcError error) implements Answer {}

  /** A subscription stands; the response carries its id, and notifications follow it. */
  record Subscribed(Subscription subscription) implements Answer {}

  /** Another thread has to answer first. */
  record Later(CompletionStage<Answer> answer) implements Answer {}

  static Answer of(JsonNode result) {
    return new Value(result);
  }

  static Answer refused(RpcError error) {
    return new Refused(error);
  }
}
