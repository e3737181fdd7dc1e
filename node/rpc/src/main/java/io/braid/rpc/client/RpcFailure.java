package io.braid.rpc.client;

/** The node at the other end is gone, or answered with an error. */
public final class RpcFailure extends Exception {
  public RpcFailure(String message) {
    super(message);
  }
}
