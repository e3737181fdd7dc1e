package io.braid.chains.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.chains.differential.TwoBuilds.Pair;
import io.braid.chains.hub.HubRuntime;
import io.braid.chains.hub.HubRuntimeEntryPoints;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.chains.template.TemplateRuntime;
import io.braid.chains.template.TemplateRuntimeEntryPoints;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.CallResult;
import io.braid.executor.host.HostKeystore;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.runtime.api.Block;
import io.braid.runtime.api.BlockCodec;
import io.braid.runtime.api.Digest;
import io.braid.runtime.api.Header;
import io.braid.scale.Codecs;
import io.braid.scale.ScaleWriter;
import io.braid.xcm.Location;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every runtime in both builds, over {@value #BLOCKS} blocks from a seed. */
class NativeAndWasmTest {
  private static final int BLOCKS = 100;
  private static final long SEED = Long.getLong("braid.seed", 20_261_122L);

  @Test
  void theRelayChainIsTheSameInBothBuilds() {
    TwoBuilds builds = new TwoBuilds("relay", RelayRuntimeEntryPoints::new);
    SeededRelay chain = new SeededRelay(builds, SEED);

    growsAndAnswers(
        builds,
        chain,
        List.of(
            "BabeApi_configuration",
            "BabeApi_current_epoch",
            "BabeApi_next_epoch",
            "AuthorityDiscoveryApi_authorities",
            "GrandpaApi_grandpa_authorities",
            "ParachainHost_validators",
            "ParachainHost_availability_cores",
            "ParachainHost_validator_groups",
            "ParachainHost_claim_queue",
            "ParachainHost_disputes",
            "ParachainHost_unapplied_slashes",
            "ParachainHost_on_chain_votes",
            "ParachainHost_disabled_validators"));
    // Without any dispute this would be no test of them.
    Bytes disputes =
        builds.returned(Pair.over(chain.state()), "ParachainHost_disputes", new byte[0]);
    assertThat(disputes.size()).as("of disputes, seed %d", SEED).isGreaterThan(1);
  }

  @Test
  void theHubIsTheSameInBothBuilds() {
    TwoBuilds builds = new TwoBuilds("hub", HubRuntimeEntryPoints::new);
    SeededParachain.Kind hub =
        new SeededParachain.Kind(
            1000,
            2000,
            Location.PARENT,
            HubRuntime::writeGenesis,
            host -> new HubRuntime(host).executive());

    growsAndAnswers(builds, SeededParachain.of(hub, builds, SEED), List.of("AuraApi_authorities"));
  }

  @Test
  void theTemplateIsTheSameInBothBuilds() {
    TwoBuilds builds = new TwoBuilds("template", TemplateRuntimeEntryPoints::new);
    SeededParachain.Kind template =
        new SeededParachain.Kind(
            2000,
            1000,
            Location.HERE,
            TemplateRuntime::writeGenesis,
            host -> new TemplateRuntime(host).executive());

    growsAndAnswers(
        builds, SeededParachain.of(template, builds, SEED), List.of("AuraApi_slot_duration"));
  }

  private static void growsAndAnswers(TwoBuilds builds, SeededChain chain, List<String> queries) {
    for (int i = 1; i <= BLOCKS; i++) {
      try {
        chain.grow();
      } catch (AssertionError different) {
        throw new AssertionError("block " + i + " of seed " + SEED, different);
      }
    }
    assertThat(chain.included()).as("extrinsics that made it, seed %d", SEED).isGreaterThan(BLOCKS);

    for (String query :
        List.of("Core_version", "Metadata_metadata", "Metadata_metadata_versions")) {
      answered(builds, chain, query);
    }
    byte[] sixteen = new ScaleWriter().u32(16).toArray();
    Bytes newest =
        builds.returned(Pair.over(chain.state()), "Metadata_metadata_at_version", sixteen);
    // A present option, its length, then the magic word and the version.
    assertThat(newest.slice(5, 10)).isEqualTo(Bytes.fromHex("0x6d65746110"));
    queries.forEach(query -> answered(builds, chain, query));
    byte[] keys = new ScaleWriter().bytes(Bytes.wrap(new byte[193])).toArray();
    builds.returned(Pair.over(chain.state()), "SessionKeys_decode_session_keys", keys);
    generatesKeys(builds, chain);

    Header nonsense =
        new Header(Hash256.ZERO, 1, Hash256.ZERO, Hash256.ZERO, new Digest(List.of()));
    byte[] block = BlockCodec.CODEC.encode(new Block(nonsense, List.of()));
    assertThat(builds.call(Pair.over(chain.state()), "Core_execute_block", block))
        .isInstanceOf(CallResult.Trapped.class);
  }

  /** Of one secret URI, in every scheme: one is of the scheme that every chain has. */
  private static void generatesKeys(TwoBuilds builds, SeededChain chain) {
    byte[] seed = Codecs.option(Codecs.bytes(32)).encode(Optional.of(Bytes.utf8("//Seed")));
    Bytes keys =
        builds.returned(
            Pair.over(chain.state(), new KeysOfUris()), "SessionKeys_generate_session_keys", seed);
    Bytes key = KeyPair.of(KeyScheme.SR25519, "//Seed").publicKey();
    assertThat(keys.hex()).contains(key.hex().substring(2));
  }

  /** Keeps nothing: the keys are those of their URIs. */
  private static final class KeysOfUris implements HostKeystore {
    @Override
    public Bytes generate(KeyScheme scheme, String keyType, Optional<String> seed) {
      return KeyPair.of(scheme, seed.orElseThrow()).publicKey();
    }

    @Override
    public List<Bytes> publicKeys(KeyScheme scheme, String keyType) {
      return List.of();
    }

    @Override
    public Optional<Bytes> sign(KeyScheme scheme, String keyType, Bytes publicKey, byte[] message) {
      return Optional.empty();
    }
  }

  private static void answered(TwoBuilds builds, SeededChain chain, String query) {
    Bytes answer = builds.returned(Pair.over(chain.state()), query, new byte[0]);
    assertThat(answer.size()).as(query).isPositive();
  }
}
