package io.braid.service.standalone;

import io.braid.consensus.chain.StatePruning;
import io.braid.consensus.ports.Keystore;
import io.braid.rpc.RpcConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A node, as an operator configures it.
 *
 * @param name for people
 * @param relay the relay chain, or a chain of its own
 * @param parachain the parachain that it makes blocks for, if any; its specification says which
 * @param validator whether it authors and votes on {@code relay}
 * @param data its folder; without one, everything is in memory and gone with the process
 */
public record NodeConfig(
    String name,
    ChainConfig relay,
    Optional<ChainConfig> parachain,
    boolean validator,
    Optional<Path> data,
    StatePruning pruning,
    Keystore keys,
    RpcConfig rpc) {
  public NodeConfig {
    if (validator && parachain.isPresent()) {
      throw new IllegalArgumentException("expected a validator or a collator, found both");
    }
    if (parachain.isPresent() && parachain.get().spec().parachain().isEmpty()) {
      throw new IllegalArgumentException(
          "expected a parachain's specification, with para_id, found "
              + parachain.get().spec().id());
    }
  }
}
