package io.braid.consensus.ports;

/**
 * What peers speak about. An adapter puts {@code /<genesis hash>/} in front of {@link #path}.
 *
 * <p>{@link #SYNC} and the protocols of parachains that end in {@code _REQUESTS} carry requests and
 * their responses, the others notifications.
 */
public enum Protocol {
  BLOCK_ANNOUNCES("block-announces/1"),
  TRANSACTIONS("transactions/1"),
  GRANDPA("grandpa/1"),
  SYNC("sync/2"),
  COLLATIONS("braid/collations/1"),
  COLLATION_REQUESTS("braid/collation-requests/1"),
  STATEMENTS("braid/statements/1"),
  BITFIELDS("braid/bitfields/1"),
  POV_REQUESTS("braid/pov-requests/1"),
  CHUNK_REQUESTS("braid/chunk-requests/1");

  private final String path;

  Protocol(String path) {
    this.path = path;
  }

  public String path() {
    return path;
  }

  /** Whether the protocol is part of shared security, not of the chain itself. */
  public boolean ofParachains() {
    return ordinal() >= COLLATIONS.ordinal();
  }
}
