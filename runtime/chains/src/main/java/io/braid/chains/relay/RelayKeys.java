package io.braid.chains.relay;

import io.braid.pallets.session.Keys;
import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import java.util.List;

/** A relay-chain validator's session keys. */
@Scale(path = "relay_runtime::SessionKeys")
public record RelayKeys(
    @Size(32) Bytes grandpa,
    @Size(32) Bytes babe,
    @Size(32) Bytes paraValidator,
    @Size(32) Bytes paraAssignment,
    @Size(32) Bytes authorityDiscovery)
    implements Keys {
  /** The types of the keys, in order. */
  public static final List<String> TYPES = List.of("gran", "babe", "para", "asgn", "audi");

  @Override
  public Bytes key(String type) {
    return switch (type) {
      case "gran" -> grandpa;
      case "babe" -> babe;
      case "para" -> paraValidator;
      case "asgn" -> paraAssignment;
      case "audi" -> authorityDiscovery;
      default -> throw new IllegalArgumentException("expected one of " + TYPES + ", found " + type);
    };
  }
}
