package io.braid.parachains;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.chains.relay.RelayRuntime;
import io.braid.consensus.pool.SubmitResult;
import io.braid.crypto.NonceEntropy;
import io.braid.crypto.hash.Blake2b;
import io.braid.crypto.keys.KeyPair;
import io.braid.parachains.following.IncludedHeads;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parachains that come while the relay chain runs: their code waits for the validators' word. */
class PvfVotesSimulationTest {
  private static final int NEW_PARA = 3_000;

  /** Sudo registers a parachain, at once from its first block on. */
  private static Bytes registration(ParachainNetwork network, Bytes code) {
    KeyPair sudo = Chains.validator(0);
    Bytes call =
        new ScaleWriter()
            .u8(255)
            .u8(0)
            .u8(250)
            .u8(0)
            .u32(NEW_PARA)
            .bytes(Bytes.utf8("a head"))
            .bytes(code)
            .u8(1)
            .toBytes();
    Hash256 genesis = network.relay().genesis().hash();
    Bytes explicit = new ScaleWriter().u8(0).compact(0).compact(0).u8(0).toBytes();
    Bytes implicit =
        new ScaleWriter()
            .u32(RelayRuntime.VERSION.specVersion())
            .u32(RelayRuntime.VERSION.transactionVersion())
            .raw(genesis.bytes())
            .raw(genesis.bytes())
            .u8(0)
            .toBytes();
    byte[] payload = Bytes.concat(call, explicit, implicit).toArray();
    if (payload.length > 256) {
      payload = Blake2b.hash256(payload);
    }
    return new ScaleWriter()
        .u8(0x84)
        .u8(0)
        .raw(sudo.publicKey())
        .u8(1)
        .raw(sudo.sign(payload, NonceEntropy.NONE))
        .raw(explicit)
        .raw(call)
        .toBytes();
  }

  private static List<Hash256> waiting(ParachainNetwork network) {
    return network
        .relay()
        .query(
            network.relay().best().hash(),
            "ParachainHost_pvfs_require_precheck",
            new byte[0],
            Codecs.list(Hash256.CODEC, 100))
        .orElseThrow();
  }

  private static ParachainNetwork with(Bytes code) {
    ParachainNetwork network = new ParachainNetwork(ParachainNetwork.Setup.honest(71));
    network.runSlots(2);
    assertThat(network.validators.getFirst().submit(registration(network, code)))
        .isInstanceOf(SubmitResult.Accepted.class);
    return network;
  }

  @Test
  void codeThatCanBePreparedIsVotedForAndItsParachainBegins() {
    ParachainNetwork network = with(HostileBlobs.endlessLoop());

    network.runSlots(36);

    assertThat(waiting(network)).isEmpty();
    assertThat(IncludedHeads.parachains(network.relay(), network.relay().best().hash()))
        .containsExactly(Chains.PARA, NEW_PARA);
  }

  @Test
  void codeThatIsNoneIsVotedAgainstAndItsParachainNeverBegins() {
    ParachainNetwork network = with(Bytes.utf8("no WebAssembly at all, but a long enough text"));

    for (int i = 0; i < 40 && waiting(network).isEmpty(); i++) {
      network.world.run(Duration.ofMillis(250));
    }
    assertThat(waiting(network)).as("the validators are asked").hasSize(1);
    network.runSlots(34);

    assertThat(waiting(network)).isEmpty();
    assertThat(IncludedHeads.parachains(network.relay(), network.relay().best().hash()))
        .containsExactly(Chains.PARA);
  }
}
