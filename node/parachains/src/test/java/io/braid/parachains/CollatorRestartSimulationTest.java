package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.aura.AuraEngine;
import io.braid.consensus.chain.Batch;
import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.consensus.chain.Column;
import io.braid.consensus.chain.Database;
import io.braid.consensus.chain.MemoryDatabase;
import io.braid.consensus.ports.PeerId;
import io.braid.consensus.ports.Protocol;
import io.braid.consensus.sync.BlockAnnounceCodec;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Header;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A parachain's collator that stops in the middle of a commit again and again, while relay blocks
 * come two for a slot.
 */
class CollatorRestartSimulationTest {
  private static final int STOPS = 8;

  private final Map<List<Long>, Hash256> blocks = new LinkedHashMap<>();
  private final List<String> offences = new ArrayList<>();

  private void hear(PeerId from, Protocol protocol, Bytes message) {
    if (protocol == Protocol.BLOCK_ANNOUNCES && from.name().contains("/")) {
      Header header = BlockAnnounceCodec.CODEC.decodeAll(message).header();
      long slot = AuraEngine.slotOf(header).orElseThrow();
      Hash256 hash = BlockRef.hash(header);
      Hash256 first = blocks.putIfAbsent(List.of(slot, (long) header.number()), hash);
      if (first != null && !first.equals(hash)) {
        offences.add("slot " + slot + ", #" + header.number() + ": " + first + " and " + hash);
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2})
  void aCollatorSignsNoTwoBlocksForOnePlaceAndTheParachainGoesOn(long seed) {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(seed));
    network.world.tap(this::hear);
    network.addParachainNode("listener", Chains.PARA, false);
    network.world.leave(new PeerId("collator" + Chains.PARA));
    network.world.leave(new PeerId("collator" + Chains.PARA + "/" + Chains.PARA));
    Random random = new Random(seed);
    MemoryDatabase relayDisk = new MemoryDatabase();
    MemoryDatabase disk = new MemoryDatabase();
    int included = 0;
    for (int stop = 0; stop <= STOPS; stop++) {
      int commits = stop == STOPS ? Integer.MAX_VALUE : 4 + random.nextInt(12);
      String name = "life" + stop;
      Life life = new Life(disk, commits, random.nextBoolean());
      Chain relay = network.relay(relayDisk);
      network.addParachainNode(
          name, Chains.PARA, true, relay, Chains.parachain(Chains.PARA, 2_000, life), life::run);
      network.runSlots(stop == STOPS ? 20 : 8);
      network.world.leave(new PeerId(name));
      network.world.leave(new PeerId(name + "/" + Chains.PARA));
      life.end();
    }

    assertThat(offences).as("seed %d", seed).isEmpty();
    assertThat(blocks.size()).as("seed %d", seed).isGreaterThan(STOPS);
    assertThat(network.included(network.relay().finalised())).as("seed %d", seed).isGreaterThan(5);
  }

  /** Ends what a node was doing. */
  private static final class Stopped extends Error {
    Stopped() {
      super("stopped", null, false, false);
    }
  }

  /** A collator's life on a disk that outlives it: it ends with one of its commits. */
  private static final class Life implements Database {
    private final Database disk;
    private final boolean lastIsWritten;
    private int commitsLeft;
    private boolean over;

    Life(Database disk, int commits, boolean lastIsWritten) {
      this.disk = disk;
      this.lastIsWritten = lastIsWritten;
      commitsLeft = commits;
    }

    void end() {
      over = true;
    }

    void run(Runnable task) {
      if (!over) {
        try {
          task.run();
        } catch (Stopped expected) {
          over = true;
        }
      }
    }

    @Override
    public Optional<Bytes> get(Column column, Bytes key) {
      requireAlive();
      return disk.get(column, key);
    }

    @Override
    public void commit(Batch batch) {
      requireAlive();
      over = commitsLeft-- == 0;
      if (!over || lastIsWritten) {
        disk.commit(batch);
      }
      requireAlive();
    }

    private void requireAlive() {
      if (over) {
        throw new Stopped();
      }
    }
  }
}
