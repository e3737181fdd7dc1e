package io.braid.rpc;

import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Optional;
import java.util.Set;

/**
 * Who may talk to the server, and who may use its unsafe methods. A server on loopback answers only
 * requests that were made to a loopback name: else a web page could reach it through a name of its
 * own that points here.
 *
 * <p>Where there is a token, unsafe methods need it, on loopback too: behind a proxy on this
 * machine every client comes from loopback.
 */
final class Admission {
  private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Why a request is turned away.
   *
   * @param text for a person
   */
  record Refusal(HttpResponseStatus status, String text) {}

  private final RpcConfig config;
  private final boolean loopback;
  private final boolean full;
  private final boolean nearby;

  /**
   * @param connections open now, with this one
   */
  Admission(RpcConfig config, SocketChannel channel, int connections) {
    this.config = config;
    loopback = config.address().getAddress().isLoopbackAddress();
    full = connections > config.limits().maxConnections();
    nearby = loopback && channel.remoteAddress().getAddress().isLoopbackAddress();
  }

  /** Whether a request that came with these headers may call unsafe methods. */
  boolean trusts(HttpHeaders headers) {
    return config.token().map(token -> token.isIn(authorization(headers))).orElse(nearby);
  }

  private static String authorization(HttpHeaders headers) {
    return headers.get(HttpHeaderNames.AUTHORIZATION, "");
  }

  Optional<Refusal> refuses(HttpHeaders headers) {
    if (full) {
      return refusal(
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "expected at most " + config.limits().maxConnections() + " connections; try again later");
    }
    String host = headers.get(HttpHeaderNames.HOST, "");
    if (loopback && !LOOPBACK_NAMES.contains(withoutPort(host))) {
      return refusal(
          HttpResponseStatus.FORBIDDEN,
          "expected Host to be one of " + LOOPBACK_NAMES + ", found '" + host + "'");
    }
    String origin = headers.get(HttpHeaderNames.ORIGIN, "");
    if (!origin.isEmpty() && !config.origins().allows(origin)) {
      return refusal(
          HttpResponseStatus.FORBIDDEN,
          "pages of origin '" + origin + "' may not connect; allow it in the node's configuration");
    }
    String authorization = authorization(headers);
    if (config.token().isPresent()
        && RpcToken.isPresented(authorization)
        && !config.token().get().isIn(authorization)) {
      return refusal(
          HttpResponseStatus.UNAUTHORIZED,
          "expected the node's token after 'Authorization: Bearer', found another; see the file"
              + " that --rpc-token-file names, or leave the header out to use safe methods only");
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refusal(HttpResponseStatus status, String text) {
    return Optional.of(new Refusal(status, text));
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }
}
