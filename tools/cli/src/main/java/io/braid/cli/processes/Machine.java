package io.braid.cli.processes;

import java.util.List;

/**
 * Where a node runs.
 *
 * @param host its address, in digits; other nodes reach it there
 * @param launcher the command, with its first arguments, that runs another command there; empty for
 *     the machine that this process runs on
 */
public record Machine(String host, List<String> launcher) {
  /** This machine, where only its own processes reach the node. */
  public static final Machine HERE = new Machine("127.0.0.1", List.of());

  public Machine {
    launcher = List.copyOf(launcher);
  }

  /** A multiaddress there, at any free port. */
  String anyPort() {
    return "/ip4/" + host + "/tcp/0";
  }
}
