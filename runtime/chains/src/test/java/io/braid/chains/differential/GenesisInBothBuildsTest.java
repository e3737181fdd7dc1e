package io.braid.chains.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.chains.DevelopmentAccount;
import io.braid.chains.ParachainGenesis;
import io.braid.chains.differential.TwoBuilds.Pair;
import io.braid.chains.hub.HubRuntime;
import io.braid.chains.hub.HubRuntimeEntryPoints;
import io.braid.chains.relay.RelayGenesis;
import io.braid.chains.relay.RelayKeys;
import io.braid.chains.relay.RelayRuntimeEntryPoints;
import io.braid.chains.template.TemplateRuntime;
import io.braid.chains.template.TemplateRuntimeEntryPoints;
import io.braid.crypto.keys.KeyPair;
import io.braid.crypto.keys.KeyScheme;
import io.braid.executor.host.StateHost;
import io.braid.executor.host.StatelessHost;
import io.braid.pallets.session.KeysOf;
import io.braid.primitives.AccountId;
import io.braid.primitives.Bytes;
import io.braid.primitives.Hash256;
import io.braid.primitives.StateVersion;
import io.braid.primitives.U128;
import io.braid.runtime.api.Host;
import io.braid.runtime.api.Results;
import io.braid.runtime.api.Results.Result;
import io.braid.runtime.api.parachains.HrmpChannelId;
import io.braid.scale.Codec;
import io.braid.scale.Codecs;
import io.braid.scale.Codecs.Unit;
import io.braid.trie.StateTrie;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What JSON builds equals what the typed records write, natively and in Wasm. */
class GenesisInBothBuildsTest {
  private static final U128 UNIT = SeededChain.UNIT;
  private static final Bytes CODE_KEY = Bytes.utf8(":code");
  private static final Codec<Bytes> TEXT = Codecs.bytes(1 << 24);
  private static final Codec<Optional<Bytes>> PRESET = Codecs.option(TEXT);
  private static final Codec<Optional<String>> NAME = Codecs.option(Codecs.STRING);
  private static final Codec<Result<Unit, String>> BUILT =
      Results.codec(Codecs.UNIT, Codecs.STRING);

  private static Optional<Bytes> preset(TwoBuilds builds, Optional<String> name) {
    return PRESET.decodeAll(
        builds.returned(Pair.empty(), "GenesisBuilder_get_preset", NAME.encode(name)));
  }

  private static Result<Unit, String> build(TwoBuilds builds, Pair state, Bytes json) {
    return BUILT.decodeAll(builds.returned(state, "GenesisBuilder_build_state", TEXT.encode(json)));
  }

  private static String refused(TwoBuilds builds, String json) {
    Result<Unit, String> result = build(builds, Pair.empty(), Bytes.utf8(json));
    assertThat(result).isInstanceOf(Result.Err.class);
    return ((Result.Err<Unit, String>) result).error();
  }

  private static Hash256 root(StateHost host) {
    return host.overlay().root(StateVersion.V1);
  }

  /** The state that the typed record writes, without its code. */
  private static Hash256 written(Consumer<Host> genesis) {
    StateHost host = StateHost.over(StateTrie.empty(StatelessHost.BLAKE2));
    genesis.accept(host);
    host.clear(CODE_KEY);
    return root(host);
  }

  private static void builds(TwoBuilds builds, Bytes json, Hash256 root) {
    Pair state = Pair.empty();
    assertThat(build(builds, state, json)).isEqualTo(new Result.Ok<>(Unit.UNIT));
    assertThat(root(state.onNative())).isEqualTo(root);
    assertThat(root(state.onWasm())).isEqualTo(root);
  }

  private static KeysOf<RelayKeys> validator(DevelopmentAccount who) {
    Bytes key = who.sr25519();
    return new KeysOf<>(
        who.account(), new RelayKeys(who.ed25519(), key, key, key, key, who.ecdsa()));
  }

  private static RelayGenesis relay(List<DevelopmentAccount> validators) {
    return new RelayGenesis(
        6_000,
        600,
        validators.stream().map(GenesisInBothBuildsTest::validator).toList(),
        DevelopmentAccount.endowed(UNIT.multiply(1_000_000)),
        Optional.of(DevelopmentAccount.ALICE.account()));
  }

  @Test
  void theRelayChainsPresetsBuildWhatTheRecordsWrite() {
    TwoBuilds builds = new TwoBuilds("relay", RelayRuntimeEntryPoints::new);
    Bytes names = builds.returned(Pair.empty(), "GenesisBuilder_preset_names", new byte[0]);
    assertThat(Codecs.list(Codecs.STRING, 9).decodeAll(names))
        .containsExactly("development", "local_testnet");

    builds(
        builds,
        preset(builds, Optional.of("development")).orElseThrow(),
        written(host -> relay(List.of(DevelopmentAccount.ALICE)).write(host, Bytes.EMPTY)));
    builds(
        builds,
        preset(builds, Optional.of("local_testnet")).orElseThrow(),
        written(host ->
            relay(List.of(DevelopmentAccount.ALICE, DevelopmentAccount.BOB))
                .write(host, Bytes.EMPTY)));
    assertThat(preset(builds, Optional.of("staging"))).isEmpty();

    RelayGenesis nothing =
        new RelayGenesis(6_000, 600, List.of(), new TreeMap<>(), Optional.empty());
    Hash256 empty = written(host -> nothing.write(host, Bytes.EMPTY));
    builds(builds, preset(builds, Optional.empty()).orElseThrow(), empty);
    builds(builds, Bytes.utf8("{}"), empty);

    relayJsonThatOtherToolsWrite(builds);
    relayRefusals(builds);
  }

  /** Zombienet writes parachains and channels as arrays; amounts may exceed 2^64. */
  private static void relayJsonThatOtherToolsWrite(TwoBuilds builds) {
    String alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    String json =
        """
        {
          "balances": {"balances": [["%s", 100000000000000000000]]},
          "babe": {"slotDuration": 1000, "epochDuration": 10},
          "paras": {"paras": [[2000, ["0x0a0b", "0xc0de", true]],
            [1000, {"genesis_head": "0x01", "validation_code": "0xC0DE", "parachain": true}]]},
          "hrmp": {"preopenHrmpChannels": [[1000, 2000, 8, 512]]},
          "configuration": {"config": {"max_pov_size": 1000000,
            "scheduler_params": {"num_cores": 2, "lookahead": 3},
            "executor_params": [{"MaxMemoryPages": 8192}]}}
        }
        """
            .formatted(alice);
    TreeMap<AccountId, U128> balances = new TreeMap<>();
    balances.put(DevelopmentAccount.ALICE.account(), UNIT.multiply(100_000_000));
    Bytes code = Bytes.fromHex("0xc0de");
    Pair state = Pair.empty();
    assertThat(build(builds, state, Bytes.utf8(json))).isEqualTo(new Result.Ok<>(Unit.UNIT));

    StateHost host = StateHost.over(StateTrie.empty(StatelessHost.BLAKE2));
    new RelayGenesis(
            1_000,
            10,
            List.of(),
            balances,
            Optional.empty(),
            List.of(
                new RelayGenesis.Parachain(1000, Bytes.fromHex("0x01"), code),
                new RelayGenesis.Parachain(2000, Bytes.fromHex("0x0a0b"), code)),
            List.of(new HrmpChannelId(1000, 2000)))
        .write(host, Bytes.EMPTY);
    // All but the configuration, what the first session takes from it, and the channel's size, is
    // as the records have it.
    host.clear(CODE_KEY);
    var changed = new TreeMap<>(state.onWasm().overlay().changes());
    var expected = new TreeMap<>(host.overlay().changes());
    changed.values().removeIf(Optional::isEmpty);
    expected.values().removeIf(Optional::isEmpty);
    assertThat(changed.keySet()).containsExactlyElementsOf(expected.keySet());
    changed.entrySet().removeAll(expected.entrySet());
    assertThat(changed).hasSize(3);
  }

  private static void relayRefusals(TwoBuilds builds) {
    assertThat(refused(builds, "{\"balances\":{\"ballances\":[]}}"))
        .isEqualTo("balances.ballances: there is no such key here; expected balances");
    assertThat(refused(builds, "{\"configuration\":{\"config\":{\"maxCodeSize\":1}}}"))
        .startsWith("configuration.config.maxCodeSize: there is no such key here")
        .contains("max_code_size");
    assertThat(refused(builds, "{\"sudo\":{\"key\":\"5Grw\"}}"))
        .isEqualTo(
            "sudo.key: expected an SS58 address, or 0x and 64 hexadecimal digits,"
                + " found \"5Grw\"");
    assertThat(refused(builds, "{\"balances\":{\"balances\":[[7]]}}"))
        .isEqualTo("balances.balances[0]: expected an array of 2, found an array of 1");
    assertThat(
            refused(
                builds,
                "{\"balances\":{\"balances\":[[\"5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY\","
                    + "1]]}}"))
        .contains("existential deposit");
    assertThat(
            refused(
                builds, "{\"babe\":{\"epochConfig\":{\"c\":[1,4],\"allowed_slots\":\"None\"}}}"))
        .startsWith("babe.epochConfig.allowed_slots: expected one of PrimarySlots, ");
    assertThat(refused(builds, "[".repeat(100))).contains("at most 32 deep");
  }

  private static ParachainGenesis parachain(int id, List<DevelopmentAccount> collators) {
    return new ParachainGenesis(
        id,
        6_000,
        collators.stream().map(DevelopmentAccount::sr25519).toList(),
        DevelopmentAccount.endowed(UNIT.multiply(1_000_000)),
        Optional.of(DevelopmentAccount.ALICE.account()));
  }

  private static void parachainPresets(
      TwoBuilds builds, int id, SeededParachain.GenesisWriter writer) {
    builds(
        builds,
        preset(builds, Optional.of("development")).orElseThrow(),
        written(host ->
            writer.write(parachain(id, List.of(DevelopmentAccount.ALICE)), host, Bytes.EMPTY)));
    builds(
        builds,
        preset(builds, Optional.of("local_testnet")).orElseThrow(),
        written(host ->
            writer.write(
                parachain(id, List.of(DevelopmentAccount.ALICE, DevelopmentAccount.BOB)),
                host,
                Bytes.EMPTY)));
    assertThat(refused(builds, "{\"collatorSelection\":{}}"))
        .isEqualTo(
            "collatorSelection: there is no such key here; expected balances, parachainInfo, aura,"
                + " sudo");
    assertThat(refused(builds, "{\"parachainInfo\":{\"parachainId\":-1}}"))
        .contains("without a sign");
  }

  @Test
  void theHubsPresetsBuildWhatTheRecordsWrite() {
    parachainPresets(
        new TwoBuilds("hub", HubRuntimeEntryPoints::new), 1000, HubRuntime::writeGenesis);
  }

  @Test
  void theTemplatesPresetsBuildWhatTheRecordsWrite() {
    parachainPresets(
        new TwoBuilds("template", TemplateRuntimeEntryPoints::new),
        2000,
        TemplateRuntime::writeGenesis);
  }

  @Test
  void theWellKnownAccountsAreThoseOfTheirSecrets() {
    for (DevelopmentAccount account : DevelopmentAccount.ALL) {
      String uri = "//" + account.name();
      assertThat(account.sr25519()).isEqualTo(KeyPair.of(KeyScheme.SR25519, uri).publicKey());
      assertThat(account.ed25519()).isEqualTo(KeyPair.of(KeyScheme.ED25519, uri).publicKey());
    }
  }
}
