package io.braid.rpc.node;

import io.braid.primitives.Hash256;
import java.util.List;

/** What a node says of its peers. All methods may be called on any thread. */
public interface PeerView {
  /** A node without a network. */
  PeerView NONE =
      new PeerView() {
        @Override
        public String localPeerId() {
          return "";
        }

        @Override
        public List<String> listenAddresses() {
          return List.of();
        }

        @Override
        public List<Peer> peers() {
          return List.of();
        }

        @Override
        public boolean shouldHavePeers() {
          return false;
        }
      };

  /** The node's own identity in base 58; empty when there is no network. */
  String localPeerId();

  /** Multiaddresses, each ending in {@code /p2p/} and the node's identity. */
  List<String> listenAddresses();

  List<Peer> peers();

  /** False for a node that knows of no others. */
  boolean shouldHavePeers();

  /**
   * Who is connected.
   *
   * @param roles {@code FULL} or {@code AUTHORITY}
   */
  record Peer(String peerId, String roles, Hash256 bestHash, int bestNumber) {}
}
