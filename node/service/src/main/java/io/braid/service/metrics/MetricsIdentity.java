package io.braid.service.metrics;

import java.time.Instant;

/**
 * Whose figures they are.
 *
 * @param name of the node, for people
 * @param version of the implementation
 * @param chain id of the chain's specification; a collator's parachain
 * @param authority whether the node takes part in consensus
 * @param started when the process started
 */
public record MetricsIdentity(
    String name, String version, String chain, boolean authority, Instant started) {
  /** As Polkadot's handshakes number roles: 1 is a full node, 4 an authority. */
  int roles() {
    return authority ? 4 : 1;
  }
}
