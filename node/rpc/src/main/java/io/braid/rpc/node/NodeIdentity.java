package io.braid.rpc.node;

/**
 * Who answers, for {@code system_*}.
 *
 * @param chainName for people, as {@code Braid Local}
 * @param chainType {@code Development}, {@code Local}, {@code Live}, or the name of a custom type
 * @param nodeName the implementation, as {@code Braid}
 * @param version of the implementation
 * @param ss58Format the prefix of the chain's addresses
 * @param tokenDecimals digits behind the point of one unit
 * @param authority whether the node takes part in consensus
 */
public record NodeIdentity(
    String chainName,
    String chainType,
    String nodeName,
    String version,
    int ss58Format,
    int tokenDecimals,
    String tokenSymbol,
    boolean authority) {
  /** The implementation that this is. */
  public static final String IMPLEMENTATION = "Braid";

  public static final String VERSION = "0.1.0";
}
