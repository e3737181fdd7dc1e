package io.braid.network;

import io.braid.crypto.ed25519.Ed25519KeyPair;
import io.braid.network.identity.Multiaddress;
import java.util.List;
import java.util.Optional;

/**
 * How a node takes part in a network.
 *
 * @param identity its network key; who it is to others follows from it
 * @param authority whether it tells others that it takes part in consensus
 * @param protocolId the chain's old short name, as {@code dot}
 * @param forkId tells the names of a fork's protocols from those of the chain that it left
 * @param listen where to be found; port 0 takes any
 * @param bootnodes whom to dial first, each with its {@code /p2p/} part
 */
public record LibP2pConfig(
    Ed25519KeyPair identity,
    boolean authority,
    String protocolId,
    Optional<String> forkId,
    List<Multiaddress> listen,
    List<Multiaddress> bootnodes,
    PeerLimits limits) {
  public LibP2pConfig {
    listen = List.copyOf(listen);
    bootnodes = List.copyOf(bootnodes);
    for (Multiaddress bootnode : bootnodes) {
      if (bootnode.peer().isEmpty()) {
        throw new IllegalArgumentException(
            "expected a bootnode's address with /p2p/<peer id>, found " + bootnode);
      }
    }
  }

  /**
   * How many peers a node has.
   *
   * @param connections of any kind, before anybody knows who it is; {@code dialled} of them are
   *     never given to those who come
   * @param perHost connections that come from one machine, by its address
   * @param dialled full peers that this node looks for
   * @param inbound full peers that found it
   * @param light light clients
   */
  public record PeerLimits(int connections, int perHost, int dialled, int inbound, int light) {
    public static final PeerLimits DEFAULT = new PeerLimits(256, 32, 8, 32, 100);
  }
}
