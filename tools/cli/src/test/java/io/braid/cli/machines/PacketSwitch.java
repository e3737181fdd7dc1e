package io.braid.cli.machines;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Decides what becomes of IPv4 packets between machines: machine {@code n} has the address {@code
 * 10.77.0.(n+1)}. For many threads.
 */
final class PacketSwitch {
  private static final int DESTINATION = 16;
  private static final int HEADER_BYTES = 20;
  private static final byte[] NETWORK = {10, 77, 0};

  private final int machines;
  private final long latencyNanos;
  private final double loss;
  private final SplittableRandom random;
  private Set<Integer> apart = Set.of();
  private long carried;
  private long lost;
  private long refused;

  /** A packet on its way. */
  record Delivery(int to, long atNanos, byte[] packet) {}

  /** What became of all packets so far. */
  record Counts(long carried, long lost, long refused) {}

  /**
   * @param loss the share of packets that get lost, from 0 to 1
   * @param seed of the losses
   */
  PacketSwitch(int machines, Duration latency, double loss, long seed) {
    this.machines = machines;
    this.loss = loss;
    latencyNanos = latency.toNanos();
    random = new SplittableRandom(seed);
  }

  static String addressOf(int machine) {
    return "10.77.0." + (machine + 1);
  }

  /** Cuts these machines off from all others, but not from each other, until the next cut. */
  synchronized void cutOff(Set<Integer> machines) {
    apart = Set.copyOf(machines);
  }

  synchronized void heal() {
    apart = Set.of();
  }

  /** A packet that a machine sent; nothing when it arrives nowhere. */
  synchronized Optional<Delivery> route(int from, byte[] packet, long nowNanos) {
    OptionalInt to = destination(packet);
    if (to.isEmpty()) {
      return Optional.empty();
    }
    if (apart.contains(from) != apart.contains(to.getAsInt())) {
      refused++;
      return Optional.empty();
    }
    if (random.nextDouble() < loss) {
      lost++;
      return Optional.empty();
    }
    carried++;
    return Optional.of(new Delivery(to.getAsInt(), nowNanos + latencyNanos, packet));
  }

  /** A machine's number; nothing for IPv6 and other networks. */
  private OptionalInt destination(byte[] packet) {
    if (packet.length < HEADER_BYTES || packet[0] >> 4 != 4) {
      return OptionalInt.empty();
    }
    for (int i = 0; i < NETWORK.length; i++) {
      if (packet[DESTINATION + i] != NETWORK[i]) {
        return OptionalInt.empty();
      }
    }
    int machine = (packet[DESTINATION + NETWORK.length] & 0xff) - 1;
    return machine >= 0 && machine < machines ? OptionalInt.of(machine) : OptionalInt.empty();
  }

  synchronized Counts counts() {
    return new Counts(carried, lost, refused);
  }
}
