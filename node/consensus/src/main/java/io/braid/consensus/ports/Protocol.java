package io.braid.consensus.ports;

/**
 * What peers speak about. An adapter puts {@code /<genesis hash>/} in front of {@link #path}.
 *
 * <p>Some carry requests and their responses, the others notifications.
 *
 * <p>Those whose path begins with {@code braid/} are this project's own. Requests for a collation,
 * a PoV and a chunk ask for what Polkadot's {@code req_collation/1}, {@code req_pov/1} and {@code
 * req_chunk/1} ask for, in messages of another layout; they can take those names once they have
 * those layouts. Collations, statements and bitfields stand for {@code collation/2} and {@code
 * validation/3}, whose messages need asynchronous backing and a grid of validators: they wait for
 * these.
 */
public enum Protocol {
  BLOCK_ANNOUNCES("block-announces/1"),
  TRANSACTIONS("transactions/1"),
  GRANDPA("grandpa/1"),
  SYNC("sync/2"),
  WARP_SYNC("sync/warp"),
  STATE("state/2"),
  LIGHT("light/2"),
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

  /** Whether it carries requests and responses; otherwise it carries notifications. */
  public boolean isRequest() {
    return switch (this) {
      case SYNC, WARP_SYNC, STATE, LIGHT, COLLATION_REQUESTS, POV_REQUESTS, CHUNK_REQUESTS -> true;
      case BLOCK_ANNOUNCES, TRANSACTIONS, GRANDPA, COLLATIONS, STATEMENTS, BITFIELDS -> false;
    };
  }

  /** Whether the protocol is part of shared security, not of the chain itself. */
  public boolean ofParachains() {
    return ordinal() >= COLLATIONS.ordinal();
  }
}
