package io.braid.consensus.ports;

/**
 * What peers speak about. An adapter puts {@code /<genesis hash>/} in front of {@link #path}.
 *
 * <p>Some carry requests and their responses, the others notifications.
 */
public enum Protocol {
  BLOCK_ANNOUNCES("block-announces/1"),
  TRANSACTIONS("transactions/1"),
  GRANDPA("grandpa/1"),
  SYNC("sync/2"),
  WARP_SYNC("sync/warp"),
  STATE("state/2"),
  LIGHT("light/2"),
  VALIDATION("validation/3"),
  COLLATION("collation/2"),
  COLLATION_FETCHING("req_collation/2"),
  ATTESTED_CANDIDATE("req_attested_candidate/2"),
  POV_FETCHING("req_pov/1"),
  CHUNK_FETCHING("req_chunk/2"),
  AVAILABLE_DATA_FETCHING("req_available_data/1"),
  DISPUTES("send_dispute/1"),
  BEEFY("beefy/2"),
  BEEFY_JUSTIFICATIONS("beefy/justifications/1");

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
      case SYNC,
          WARP_SYNC,
          STATE,
          LIGHT,
          BEEFY_JUSTIFICATIONS,
          COLLATION_FETCHING,
          ATTESTED_CANDIDATE,
          POV_FETCHING,
          CHUNK_FETCHING,
          AVAILABLE_DATA_FETCHING,
          DISPUTES ->
          true;
      case BLOCK_ANNOUNCES, TRANSACTIONS, GRANDPA, BEEFY, VALIDATION, COLLATION -> false;
    };
  }

  /** Whether the protocol is part of shared security, not of the chain itself. */
  public boolean ofParachains() {
    return ordinal() >= VALIDATION.ordinal() && ordinal() <= DISPUTES.ordinal();
  }
}
