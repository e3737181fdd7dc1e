package io.braid.rpc;

import io.braid.rpc.protocol.RpcLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * How a server listens.
 *
 * @param address port 0 takes any free one
 * @param origins which web pages may connect
 * @param workers threads that answer requests
 */
public record RpcConfig(
    InetSocketAddress address, OriginPolicy origins, RpcLimits limits, int workers) {
  /** For clients on this machine only. */
  public static RpcConfig loopback(int port) {
    return new RpcConfig(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        OriginPolicy.LOCAL,
        RpcLimits.DEFAULT,
        2);
  }

  public RpcConfig withLimits(RpcLimits changed) {
    return new RpcConfig(address, origins, changed, workers);
  }
}
