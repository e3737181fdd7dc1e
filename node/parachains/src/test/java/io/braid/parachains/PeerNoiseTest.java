package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.parachains.validator.ParachainValidator;
import io.braid.primitives.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeerNoiseTest {
  private static final PeerId NOISY = new PeerId("collator2000");
  private static final long SEED = 20_261_122;

  /** What validators said to each other, with a few bits of each message turned. */
  private static List<Bytes> damaged(List<Bytes> messages, Random random) {
    List<Bytes> damaged = new ArrayList<>();
    for (Bytes message : messages) {
      for (int copy = 0; copy < 20; copy++) {
        byte[] bytes = message.toArray();
        for (int bit = 0; bit <= copy % 3; bit++) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        damaged.add(Bytes.wrap(bytes));
        damaged.add(message.slice(0, random.nextInt(message.size())));
      }
    }
    return damaged;
  }

  @Test
  void damagedAndRandomMessagesChangeNothing() {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(SEED));
    network.runSlots(4);
    Random random = new Random(SEED);
    ParachainValidator validator = network.parachainValidators.getFirst();
    int backedBefore = network.backed.size();
    int sent = 0;

    for (Protocol protocol : Protocol.values()) {
      List<Bytes> messages = new ArrayList<>(damaged(network.world.first(protocol), random));
      for (int i = 0; i < 200; i++) {
        byte[] noise = new byte[random.nextInt(200)];
        random.nextBytes(noise);
        messages.add(Bytes.wrap(noise));
      }
      for (Bytes message : messages) {
        validator.onMessage(NOISY, protocol, message);
        validator.onRequest(NOISY, protocol, message);
        sent++;
      }
    }

    assertThat(sent).isGreaterThan(3_000);
    assertThat(network.backed).as("seed %d", SEED).hasSize(backedBefore);
    assertThat(network.world.reports()).isNotEmpty();
    network.world.reports().clear();
    network.runSlots(6);
    assertThat(network.included(network.relay().best())).isGreaterThan(1);
  }
}
