package io.braid.chains.relay;

import io.braid.frame.OpaqueKeys;
import io.braid.pallets.session.KeyType;
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
    @Size(32) Bytes authorityDiscovery,
    @Size(33) Bytes beefy)
    implements OpaqueKeys {
  /** The types of the keys, in order. */
  public static final List<KeyType> TYPES =
      List.of(
          KeyType.GRANDPA,
          KeyType.BABE,
          KeyType.PARA_VALIDATOR,
          KeyType.PARA_ASSIGNMENT,
          KeyType.AUTHORITY_DISCOVERY,
          KeyType.BEEFY);

  @Override
  public Bytes key(String type) {
    return switch (type) {
      case "gran" -> grandpa;
      case "babe" -> babe;
      case "para" -> paraValidator;
      case "asgn" -> paraAssignment;
      case "audi" -> authorityDiscovery;
      case "beef" -> beefy;
      default ->
          throw new IllegalArgumentException(
              "expected one of gran, babe, para, asgn, audi and beef, found " + type);
    };
  }
}
