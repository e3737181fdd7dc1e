package io.braid.service.standalone;

import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.ports.Keystore;
import io.braid.rpc.RpcConfig;
import io.braid.service.health.HealthRules;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A node, as an operator configures it.
 *
 * @param name for people
 * @param relay the relay chain, or a chain of its own
 * @param relayNode somebody else's node of the relay chain, for a collator that has none itself
 * @param parachain the parachain that it makes blocks for, if any; its specification says which
 * @param validator whether it authors and votes on {@code relay}
 * @param sync how it catches up with {@code relay}, when it has nothing of it
 * @param data its folder; without one, everything is in memory and gone with the process
 * @param health by which rules it calls itself sound
 * @param metrics where it serves figures for Prometheus; port 0 takes any free one
 */
public record NodeConfig(
    String name,
    ChainConfig relay,
    Optional<URI> relayNode,
    Optional<ChainConfig> parachain,
    boolean validator,
    Sync sync,
    Optional<Path> data,
    StatePruning pruning,
    Keystore keys,
    RpcConfig rpc,
    HealthRules health,
    Optional<InetSocketAddress> metrics) {
  /** How a fresh node gets to the head of the chain. */
  public enum Sync {
    /** By executing every block. */
    FULL,
    /** By a jump to the last final block: its finality is proved, its state downloaded. */
    WARP
  }

  public NodeConfig {
    if (validator && parachain.isPresent()) {
      throw new IllegalArgumentException("expected a validator or a collator, found both");
    }
    if (relayNode.isPresent() && parachain.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a collator beside a remote node of the relay chain");
    }
    if (parachain.isPresent() && parachain.get().spec().parachain().isEmpty()) {
      throw new IllegalArgumentException(
          "expected a parachain's specification, with para_id, found "
              + parachain.get().spec().id());
    }
  }
}
