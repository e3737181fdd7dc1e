package io.braid.consensus.ports;

/**
 * What peers speak about. An adapter puts {@code /<genesis hash>/} in front of {@link #path}.
 *
 * <p>The first three carry notifications, the last one requests and their responses.
 */
public enum Protocol {
  BLOCK_ANNOUNCES("block-announces/1"),
  TRANSACTIONS("transactions/1"),
  GRANDPA("grandpa/1"),
  SYNC("sync/2");

  private final String path;

  Protocol(String path) {
    this.path = path;
  }

  public String path() {
    return path;
  }
}
