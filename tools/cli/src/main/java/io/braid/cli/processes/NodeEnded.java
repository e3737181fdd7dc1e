package io.braid.cli.processes;

/** A node's process ended by itself; the message has the last that it said. */
public final class NodeEnded extends Exception {
  NodeEnded(String node, String lastWords) {
    super("node " + node + " ended: " + lastWords.replaceFirst("^braid: ", ""), null, false, false);
  }
}
