package io.braid.network.connection;

import java.util.List;

/**
 * A protocol of one request and one response on each substream.
 *
 * @param names the preferred first
 */
public record RequestProtocol(
    List<String> names, int maxRequestBytes, int maxResponseBytes, long timeoutMillis) {
  public RequestProtocol {
    names = List.copyOf(names);
  }

  public String name() {
    return names.getFirst();
  }
}
