package io.braid.service.standalone;

import java.net.Inet6Address;
import java.net.InetSocketAddress;

/** Addresses as they stand in a URL. */
final class Addresses {
  private Addresses() {}

  static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + address.getPort();
  }
}
