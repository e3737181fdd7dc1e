package io.braid.rpc.protocol;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why a request has no result.
 *
 * @param code one of JSON-RPC's own from -32768 to -32000, else one that Polkadot's clients know
 * @param message which kind of error; short
 * @param data what was wrong, what was expected, and how to mend it
 */
public record RpcError(int code, String message, Optional<String> data) {
  public static RpcError of(int code, String message, String data) {
    return new RpcError(code, message, Optional.of(data));
  }

  static RpcError notJson(String found) {
    return of(-32700, "Parse error", found);
  }

  static RpcError invalidRequest(String found) {
    return of(-32600, "Invalid request", found);
  }

  static RpcError noSuchMethod(String name, String nearest) {
    return of(
        -32601,
        "Method not found",
        "there is no method '"
            + shortened(name)
            + "'; the nearest is '"
            + nearest
            + "', and rpc_methods lists all");
  }

  /** The caller sent a wrong parameter. */
  public static RpcError invalidParams(String found) {
    return of(-32602, "Invalid params", found);
  }

  static RpcError internal() {
    return of(
        -32603,
        "Internal error",
        "the node failed to answer because of a mistake of its own; its log has the details");
  }

  static RpcError unsafe(String method) {
    return of(
        -32601,
        "RPC call is unsafe to be called externally",
        method
            + " is only for clients that may do everything: give the node a token with"
            + " --rpc-token-file and send it as 'Authorization: Bearer TOKEN', or without a token"
            + " call from the node's own machine while it listens on loopback");
  }

  /** A response would be larger than what a client may ask for at once. */
  static RpcError responseTooBig(int maxBytes) {
    return of(
        -32008,
        "Response is too big",
        "expected at most " + maxBytes + " bytes; ask for less at a time");
  }

  static RpcError batchTooBig(int found, int max) {
    return of(
        -32010,
        "The batch request was too large",
        "expected at most " + max + " requests in a batch, found " + found);
  }

  static RpcError batchResponseTooBig(int maxBytes) {
    return of(
        -32011,
        "The batch response was too large",
        "expected at most " + maxBytes + " bytes; send fewer requests in a batch");
  }

  /** The request's bytes are more than the server reads. */
  public static RpcError requestTooBig(int maxBytes) {
    return of(-32007, "Request is too big", "expected at most " + maxBytes + " bytes");
  }

  /** A connection has as many subscriptions as it may. */
  public static RpcError tooManySubscriptions(int max) {
    return of(
        -32006,
        "Too many subscriptions on the connection",
        "expected at most " + max + "; end some, or open another connection");
  }

  /** HTTP has no way to notify. */
  public static RpcError noSubscriptions() {
    return of(
        -32601,
        "Subscriptions need a WebSocket",
        "this connection is HTTP, which cannot carry notifications; connect to ws:// on this port");
  }

  /** The part of what a client sent that may be repeated to it. */
  static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  ObjectNode json() {
    ObjectNode node = Json.object().put("code", code).put("message", message);
    data.ifPresent(text -> node.put("data", text));
    return node;
  }
}
