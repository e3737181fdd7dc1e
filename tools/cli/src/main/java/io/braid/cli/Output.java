package io.braid.cli;

import io.braid.consensus.chain.BlockRef;

/** How {@code braid up} tells what happens. Called by one thread at a time. */
interface Output {
  void node(String name, String chain, String role, String url);

  /** Peers find a node at this multiaddress. */
  void address(String address);

  /** A node's figures for Prometheus are here. */
  void metrics(String url);

  /** All nodes are up. */
  void started();

  void best(String chain, BlockRef block);

  void finalised(String chain, BlockRef block);

  /** A validator saw a candidate backed. */
  void backed(int paraId);

  /** A block of a parachain is in the relay chain's state. */
  void included(int paraId, int number);

  /** The network does all that it is meant to do. */
  void ready();

  void bug(String node, Throwable bug);
}
