package io.braid.rpc;

import io.braid.primitives.Bytes;
import io.braid.rpc.node.Health;
import io.braid.rpc.protocol.Json;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What HTTP says of a node's health, for programs that watch it.
 *
 * @param json empty for readiness, whose status says all
 */
public record HealthPage(int status, Bytes json) {
  /** Which page a path asks for. */
  public enum Kind {
    /** {@code /health}: 200 when nothing is wrong, else 503; the body says what is. */
    HEALTH,
    /**
     * {@code /health/readiness}: 200 when the node has peers and is not catching up, else 500, both
     * without a body, as Substrate's nodes answer.
     */
    READINESS
  }

  /** The page at a path, without regard to a query; nothing when it is another. */
  public static Optional<Kind> at(String uri) {
    int query = uri.indexOf('?');
    return switch (query < 0 ? uri : uri.substring(0, query)) {
      case "/health" -> Optional.of(Kind.HEALTH);
      case "/health/readiness" -> Optional.of(Kind.READINESS);
      default -> Optional.empty();
    };
  }

  public static HealthPage of(Kind kind, Health health) {
    return switch (kind) {
      case HEALTH ->
          new HealthPage(health.isSound() ? 200 : 503, Bytes.wrap(Json.write(json(health))));
      case READINESS -> new HealthPage(health.isReady() ? 200 : 500, Bytes.EMPTY);
    };
  }

  /** Substrate's three fields first: who reads those needs no more. */
  private static ObjectNode json(Health health) {
    ObjectNode node =
        Json.object()
            .put("peers", health.peers())
            .put("isSyncing", health.isSyncing())
            .put("shouldHavePeers", health.shouldHavePeers())
            .put("healthy", health.isSound());
    ArrayNode checks = Json.array();
    for (Health.Finding finding : health.findings()) {
      checks.add(
          Json.object()
              .put("part", finding.part())
              .put("healthy", finding.sound())
              .put("found", finding.words()));
    }
    node.set("checks", checks);
    return node;
  }
}
