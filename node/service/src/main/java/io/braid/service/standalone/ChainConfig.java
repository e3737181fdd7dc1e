package io.braid.service.standalone;

import io.braid.consensus.chain.Genesis;
import io.braid.network.identity.Multiaddress;
import io.braid.service.chainspec.ChainSpec;
import java.util.List;

/**
 * One chain of a node.
 *
 * @param genesis the state that {@code spec} gives or makes
 * @param listen where the node is found on the chain's network; port 0 takes any
 * @param bootnodes whom it dials first, each with its {@code /p2p/} part
 */
public record ChainConfig(
    ChainSpec spec, Genesis genesis, List<Multiaddress> listen, List<Multiaddress> bootnodes) {
  public ChainConfig {
    listen = List.copyOf(listen);
    bootnodes = List.copyOf(bootnodes);
  }
}
