package io.braid.network.connection;

import java.util.List;

/**
 * A protocol of messages without answers. Each side sends on a substream that it opened itself,
 * after both sides' handshakes.
 *
 * @param names the preferred first
 * @param maxHandshakeBytes from a peer
 * @param maxMessageBytes from a peer, or to it
 */
public record NotificationProtocol(List<String> names, int maxHandshakeBytes, int maxMessageBytes) {
  public NotificationProtocol {
    names = List.copyOf(names);
  }

  public String name() {
    return names.getFirst();
  }
}
