package io.braid.service.chainspec;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.consensus.chain.Genesis;
import io.braid.primitives.Bytes;
import io.braid.service.RealChains;
import io.braid.service.chainspec.ChainSpec.GenesisSource;
import io.braid.service.chainspec.ChainSpec.Parachain;
import io.braid.service.chainspec.ChainSpec.Properties;
import io.braid.service.chainspec.ChainSpec.RuntimeConfig;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainSpecJsonTest {
  private static final String PLAIN =
      """
      {"name": "Net", "id": "net", "chainType": {"Custom": "Festival"}, "bootNodes": [],
       "protocolId": null, "properties": {"ss58Format": [7], "tokenSymbol": ["ONE", "TWO"]},
       "relayChain": "relay_net", "paraId": 2000,
       "genesis": {"runtimeGenesis": {"code": "0x0061", "patch": {"balances": {"a": [1, null]}}}}}
      """;

  private static ChainSpec accepted(String json) {
    return switch (ChainSpecJson.read(json)) {
      case ChainSpecRead.Accepted(ChainSpec spec) -> spec;
      case ChainSpecRead.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  private static String refused(String json) {
    return switch (ChainSpecJson.read(json)) {
      case ChainSpecRead.Accepted(ChainSpec spec) -> throw new AssertionError(spec);
      case ChainSpecRead.Refused(String reason) -> reason;
    };
  }

  /** The ids are the files' own; Westend's file is as of the chain's first days. */
  @ParameterizedTest
  @CsvSource({
    "westend-genesis, Westend, westend2, Live, wnd2, 3",
    "westend-local-9320, Westend Local Testnet, westend_local_testnet, Local, dot, 0",
    "rococo-local-1015000, Rococo Local Testnet, rococo_local_testnet, Local, dot, 0"
  })
  void officialSpecificationsAreReadAndComeBackTheSame(
      String file, String name, String id, String type, String protocol, int atLeastBootNodes)
      throws Exception {
    ChainSpec spec = RealChains.spec(file);

    assertThat(spec.name()).isEqualTo(name);
    assertThat(spec.id()).isEqualTo(id);
    assertThat(spec.chainType()).isEqualTo(type);
    assertThat(spec.protocolId()).contains(protocol);
    assertThat(spec.bootNodes()).hasSizeGreaterThanOrEqualTo(atLeastBootNodes);
    assertThat(((GenesisSource.Raw) spec.genesis()).state().top()).containsKey(Bytes.utf8(":code"));
    assertThat(accepted(ChainSpecJson.write(spec))).isEqualTo(spec);
  }

  @Test
  void aParachainsSpecificationNamesItsRelayChain() throws Exception {
    ChainSpec spec = RealChains.spec("asset-hub-kusama-local-1000000");

    assertThat(spec.parachain()).contains(new Parachain(1000, "kusama-local"));
    assertThat(spec.properties()).isEqualTo(new Properties(2, 12, "KSM"));
  }

  @Test
  void aPlainSpecificationIsReadInEitherSpellingOfItsKeys() {
    ChainSpec spec = accepted(PLAIN);

    assertThat(spec.parachain()).contains(new Parachain(2000, "relay_net"));
    assertThat(spec.chainType()).isEqualTo("Festival");
    assertThat(spec.properties().tokenSymbol()).isEqualTo("ONE");
    assertThat(spec.genesis())
        .isEqualTo(
            new GenesisSource.Runtime(
                Bytes.fromHex("0x0061"),
                new RuntimeConfig.Patch("{\"balances\":{\"a\":[1,null]}}")));
    assertThat(accepted(ChainSpecJson.write(spec))).isEqualTo(spec);
  }

  /** A conversion must lose nothing that other nodes act on. */
  @Test
  void whatMeansNothingToUsIsWrittenAgain() throws Exception {
    String others = RealChains.spec("westend-genesis").others();

    assertThat(others).contains("\"badBlocks\":[\"0x", "\"telemetryEndpoints\":[[");
    ChainSpec fork = accepted(PLAIN.replace("\"id\"", "\"forkId\": \"f\", \"id\""));
    assertThat(fork.others()).isEqualTo("{\"forkId\":\"f\"}");
    assertThat(ChainSpecJson.forkId(fork)).contains("f");
  }

  @Test
  void keysOnWhichOnlyOtherNodesActAreNamed() throws Exception {
    assertThat(ChainSpecJson.unheeded(RealChains.spec("westend-genesis")))
        .containsExactly("badBlocks");
    assertThat(ChainSpecJson.unheeded(accepted(PLAIN))).isEmpty();
    assertThat(ChainSpecJson.forkId(accepted(PLAIN))).isEmpty();
  }

  @Test
  void childTriesAreKept() {
    TreeMap<Bytes, Bytes> entries = new TreeMap<>();
    entries.put(Bytes.utf8("key"), Bytes.utf8("value"));
    TreeMap<Bytes, java.util.SortedMap<Bytes, Bytes>> children = new TreeMap<>();
    children.put(Bytes.utf8("child"), entries);
    ChainSpec spec =
        new ChainSpec(
            "Net",
            "net",
            "Local",
            List.of(),
            Optional.empty(),
            Properties.DEFAULT,
            Optional.empty(),
            new GenesisSource.Raw(new Genesis(entries, children)),
            ChainSpec.NO_OTHERS);

    assertThat(accepted(ChainSpecJson.write(spec))).isEqualTo(spec);
  }

  @Test
  void whatIsWrongIsNamedWithItsKey() {
    assertThat(refused("")).contains("JSON");
    assertThat(refused("[1]")).isEqualTo("expected a JSON object");
    assertThat(refused("{\"id\": \"x\",\n\"name\" }")).startsWith("expected JSON, line 2:");
    assertThat(refused(PLAIN.replace("\"Net\"", "7")))
        .isEqualTo("expected a text under 'name', found 7");
    assertThat(refused(PLAIN.replace("\"id\"", "\"ID\"")))
        .isEqualTo("expected a text under 'id', found nothing");
    assertThat(refused(PLAIN.replace("2000", "\"2000\""))).contains("under 'para_id'");
    assertThat(refused(PLAIN.replace("2000", "9999999999"))).contains("under 'para_id'");
    assertThat(refused(PLAIN.replace("0x0061", "0x006")))
        .isEqualTo(
            "expected 0x and hexadecimal digits under 'genesis.runtimeGenesis.code', found"
                + " '0x006'");
    assertThat(refused(PLAIN.replace("patch", "path")))
        .isEqualTo("expected 'patch' or 'config' under 'genesis.runtimeGenesis', found code, path");
    assertThat(refused(PLAIN.replace("runtimeGenesis", "runtime"))).contains("the older 'runtime'");
    assertThat(refused(PLAIN.replace("\"runtimeGenesis\"", "\"other\"")))
        .startsWith("expected 'raw' or 'runtimeGenesis' under 'genesis'");
    assertThat(refused("{\"name\": \"a\", \"id\": \"b\", \"genesis\": {\"raw\": {\"top\": {}}}}"))
        .isEqualTo("expected entries under 'genesis.raw.top', found none");
  }
}
