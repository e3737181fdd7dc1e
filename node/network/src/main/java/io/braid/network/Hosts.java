package io.braid.network;

import io.braid.network.identity.Multiaddress;
import io.braid.network.identity.Multiaddress.HostName;
import io.braid.primitives.Bytes;
import java.util.Map;
import java.util.TreeMap;

/**
 * From which machines connections come. One machine is an IPv4 address, or the first eight bytes of
 * an IPv6 address: a machine commonly has all that begin with them. Belongs to the network's
 * thread.
 */
final class Hosts {
  private static final int IP6_PREFIX_BYTES = 8;

  private final Map<Bytes, Integer> counts = new TreeMap<>();
  private int inbound;

  /** How many connections have come from there and are open. */
  int from(Multiaddress remote) {
    return counts.getOrDefault(machine(remote), 0);
  }

  /** How many connections have come at all and are open. */
  int inbound() {
    return inbound;
  }

  void entered(Multiaddress remote) {
    inbound++;
    counts.merge(machine(remote), 1, Integer::sum);
  }

  void left(Multiaddress remote) {
    inbound--;
    counts.computeIfPresent(machine(remote), (m, count) -> count == 1 ? null : count - 1);
  }

  private static Bytes machine(Multiaddress remote) {
    return switch (remote.host()) {
      case HostName.Ip(Bytes address) ->
          address.size() == 4 ? address : address.slice(0, IP6_PREFIX_BYTES);
      case HostName.Dns(String kind, String name) -> Bytes.utf8(name);
    };
  }
}
