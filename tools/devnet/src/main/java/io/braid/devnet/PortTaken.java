package io.braid.devnet;

/** A port that a node should listen on belongs to somebody else. */
public final class PortTaken extends Exception {
  PortTaken(int port, String node) {
    super(
        "port "
            + port
            + " of node "
            + node
            + " is in use: stop the program that has it, or change ws_port of "
            + node
            + " in the network file",
        null,
        false,
        false);
  }
}
