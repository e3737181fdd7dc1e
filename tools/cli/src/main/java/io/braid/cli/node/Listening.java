package io.braid.cli.node;

import io.braid.cli.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses of this machine, as options give them. */
final class Listening {
  private Listening() {}

  /**
   * @param address an IP address; no name, which may mean one thing today and another tomorrow
   * @param port 0 takes any free one
   */
  static InetSocketAddress at(String address, String addressOption, int port, String portOption) {
    if (port < 0 || port > 65_535) {
      throw new Refusal("expected a port from 0 to 65535 after " + portOption + ", found " + port);
    }
    try {
      return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    } catch (IllegalArgumentException e) {
      throw new Refusal(
          "expected an IP address such as 127.0.0.1, 0.0.0.0 or ::1 after "
              + addressOption
              + ", found '"
              + address
              + "'");
    }
  }
}
