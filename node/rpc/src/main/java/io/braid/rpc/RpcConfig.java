package io.braid.rpc;

import io.braid.rpc.protocol.RpcLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * How a server listens.
 *
 * @param address port 0 takes any free one
 * @param origins which web pages may connect
 * @param workers threads that answer requests
 * @param token what clients need for unsafe methods; without one, only clients on this machine may
 *     use them, and only while the server listens on loopback
 */
public record RpcConfig(
    InetSocketAddress address,
    OriginPolicy origins,
    RpcLimits limits,
    int workers,
    Optional<RpcToken> token) {
  /** For clients on this machine only. */
  public static RpcConfig loopback(int port) {
    return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), Optional.empty());
  }

  /** For clients that reach {@code address}. */
  public static RpcConfig at(InetSocketAddress address, Optional<RpcToken> token) {
    return new RpcConfig(address, OriginPolicy.LOCAL, RpcLimits.DEFAULT, 2, token);
  }

  public RpcConfig withLimits(RpcLimits changed) {
    return new RpcConfig(address, origins, changed, workers, token);
  }
}
