package io.braid.cli.machines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the network between the machines does to packets. */
class PacketSwitchTest {
  private static final Duration LATENCY = Duration.ofMillis(100);

  private static byte[] packetTo(int machine) {
    byte[] packet = new byte[40];
    packet[0] = 0x45;
    packet[16] = 10;
    packet[17] = 77;
    packet[19] = (byte) (machine + 1);
    return packet;
  }

  @Test
  void aPacketArrivesAfterTheLatencyWhereItIsAddressed() {
    PacketSwitch packets = new PacketSwitch(4, LATENCY, 0, 1);

    assertThat(packets.route(0, packetTo(3), 7))
        .hasValueSatisfying(d -> {
          assertThat(d.to()).isEqualTo(3);
          assertThat(d.atNanos()).isEqualTo(100_000_007L);
        });
  }

  @Test
  void packetsToNobodyAndOfOtherProtocolsGoNowhere() {
    PacketSwitch packets = new PacketSwitch(4, LATENCY, 0, 1);
    byte[] version6 = packetTo(1);
    version6[0] = 0x60;
    byte[] elsewhere = packetTo(1);
    elsewhere[18] = 9;

    assertThat(packets.route(0, packetTo(4), 0)).isEmpty();
    assertThat(packets.route(0, version6, 0)).isEmpty();
    assertThat(packets.route(0, elsewhere, 0)).isEmpty();
    assertThat(packets.route(0, new byte[19], 0)).isEmpty();
  }

  @Test
  void oneInAHundredIsLostAndTheSeedSaysWhich() {
    PacketSwitch packets = new PacketSwitch(2, LATENCY, 0.01, 1);
    PacketSwitch again = new PacketSwitch(2, LATENCY, 0.01, 1);
    for (int i = 0; i < 10_000; i++) {
      assertThat(packets.route(0, packetTo(1), i).isPresent())
          .isEqualTo(again.route(0, packetTo(1), i).isPresent());
    }

    assertThat(packets.counts().lost()).isBetween(60L, 140L);
  }

  @Test
  void aCutRefusesBetweenTheSidesAndNotWithinThem() {
    PacketSwitch packets = new PacketSwitch(4, LATENCY, 0, 1);
    packets.cutOff(Set.of(2, 3));

    assertThat(packets.route(0, packetTo(2), 0)).isEmpty();
    assertThat(packets.route(3, packetTo(1), 0)).isEmpty();
    assertThat(packets.route(0, packetTo(1), 0)).isPresent();
    assertThat(packets.route(3, packetTo(2), 0)).isPresent();
    packets.heal();
    assertThat(packets.route(0, packetTo(2), 0)).isPresent();
    assertThat(packets.counts()).isEqualTo(new PacketSwitch.Counts(3, 0, 2));
  }
}
