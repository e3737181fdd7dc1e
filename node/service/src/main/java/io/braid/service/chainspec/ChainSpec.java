package io.braid.service.chainspec;

import io.braid.consensus.chain.Genesis;
import io.braid.primitives.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * A chain specification.
 *
 * @param name for people, as {@code Westend Local Testnet}
 * @param id names folders: letters, digits, {@code -} and {@code _}
 * @param chainType {@code Development}, {@code Local}, {@code Live}, or the name of a custom type
 * @param bootNodes multiaddresses, each with its {@code /p2p/} part
 * @param protocolId the chain's old short name on the network, as {@code dot}
 * @param parachain what makes it a parachain's
 * @param genesis the state of block 0, or how to make it
 * @param others a JSON object with all other keys, which are written again; see {@link
 *     ChainSpecJson#forkId} and {@link ChainSpecJson#unheeded}
 */
public record ChainSpec(
    String name,
    String id,
    String chainType,
    List<String> bootNodes,
    Optional<String> protocolId,
    Properties properties,
    Optional<Parachain> parachain,
    GenesisSource genesis,
    String others) {
  /** {@link #others} of a new chain. */
  public static final String NO_OTHERS = "{}";

  public ChainSpec {
    bootNodes = List.copyOf(bootNodes);
  }

  public ChainSpec withGenesis(GenesisSource other) {
    return new ChainSpec(
        name, id, chainType, bootNodes, protocolId, properties, parachain, other, others);
  }

  public ChainSpec withBootNodes(List<String> addresses) {
    return new ChainSpec(
        name, id, chainType, addresses, protocolId, properties, parachain, genesis, others);
  }

  public ChainSpec withParachain(Parachain mark) {
    return new ChainSpec(
        name, id, chainType, bootNodes, protocolId, properties, Optional.of(mark), genesis, others);
  }

  /**
   * How clients show accounts and amounts.
   *
   * @param ss58Format the prefix of addresses
   * @param tokenDecimals digits behind the point of one unit
   */
  public record Properties(int ss58Format, int tokenDecimals, String tokenSymbol) {
    public static final Properties DEFAULT = new Properties(42, 12, "UNIT");
  }

  /**
   * @param relayChain the id of its relay chain's specification
   */
  public record Parachain(int id, String relayChain) {}

  /** Where the state of block 0 comes from. */
  public sealed interface GenesisSource {
    /** A raw specification: the state itself. */
    record Raw(Genesis state) implements GenesisSource {}

    /**
     * A plain specification: a runtime makes the state from its config.
     *
     * @param code the blob
     * @param config in JSON
     */
    record Runtime(Bytes code, RuntimeConfig config) implements GenesisSource {}
  }

  /** What a runtime makes its genesis state from; JSON objects, as text. */
  public sealed interface RuntimeConfig {
    /** All of it. */
    record Full(String json) implements RuntimeConfig {}

    /** What differs from the runtime's default, merged into it as RFC 7396 says. */
    record Patch(String json) implements RuntimeConfig {}
  }
}
