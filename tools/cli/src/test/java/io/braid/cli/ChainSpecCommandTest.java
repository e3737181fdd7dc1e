package io.braid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChainSpecCommandTest {
  @TempDir private Path folder;

  private static JsonNode json(Ran ran) {
    assertThat(ran.err()).isEmpty();
    return new JsonMapper().readTree(String.join("\n", ran.out()));
  }

  private static String firstLines(Ran ran) {
    return String.join("\n", ran.err());
  }

  @Test
  void aPlainSpecificationHoldsTheRuntimeAndItsConfig() throws Exception {
    Path patch = Files.writeString(folder.resolve("p.json"), "{\"babe\": {\"epochDuration\": 9}}");

    JsonNode spec =
        json(
            Ran.run(
                "chain-spec",
                "build",
                "--patch",
                patch.toString(),
                "--chain-id",
                "mine",
                "--chain-type",
                "Live"));

    assertThat(spec.path("id").asString()).isEqualTo("mine");
    assertThat(spec.path("chainType").asString()).isEqualTo("Live");
    JsonNode genesis = spec.path("genesis").path("runtimeGenesis");
    assertThat(genesis.path("code").asString()).startsWith("0x0061736d");
    assertThat(genesis.path("patch").path("babe").path("epochDuration").asInt()).isEqualTo(9);
  }

  @Test
  void aConvertedSpecificationIsTheRawOneOfTheSameChain() throws Exception {
    String plain = folder.resolve("plain.json").toString();
    // Only patch and config: what other tools can read.
    assertThat(
            json(Ran.run("chain-spec", "build", "--runtime", "template"))
                .path("genesis")
                .path("runtimeGenesis")
                .propertyNames())
        .containsExactlyInAnyOrder("code", "patch");
    String[] build = {"chain-spec", "build", "--runtime", "template", "--preset", "development"};
    assertThat(Ran.run("chain-spec", "build", "--runtime", "template", "-o", plain).err())
        .isEmpty();

    JsonNode converted = json(Ran.run("chain-spec", "convert", plain));

    assertThat(converted.path("para_id").asInt()).isEqualTo(2000);
    assertThat(converted.path("genesis").path("raw").path("top").path("0x3a636f6465").asString())
        .startsWith("0x0061736d");
    assertThat(converted).isEqualTo(json(Ran.run("chain-spec", "convert", "template-local")));
    assertThat(converted).isNotEqualTo(json(Ran.run(build)));
  }

  @Test
  void aBlobOfAnyMakerIsTakenFromAFile() throws Exception {
    Path blob =
        Files.write(folder.resolve("other.wasm"), new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});

    assertThat(firstLines(Ran.run("chain-spec", "build", "--runtime", blob.toString())))
        .startsWith(
            "braid: no genesis config of "
                + blob
                + ": GenesisBuilder_get_preset trapped; expected a runtime with GenesisBuilder");
  }

  @Test
  void mistakesAreNamedInOneLine() throws Exception {
    Ran.run("chain-spec", "build", "--runtime", "relais")
        .assertRefused(
            "expected relay, hub, template or a blob's file after --runtime, found 'relais'");
    Ran.run("chain-spec", "build", "--preset", "production")
        .assertRefused("expected a preset of the runtime, one of [development, local_testnet");
    Path wrong = Files.writeString(folder.resolve("p.json"), "{\"babel\": {}}");
    Ran.run("chain-spec", "build", "--patch", wrong.toString())
        .assertRefused("the runtime refuses its genesis config:");
    Path half = Files.writeString(folder.resolve("h.json"), "{\"babe\": ");
    Ran.run("chain-spec", "build", "--patch", half.toString())
        .assertRefused("expected a JSON object in " + half);
    Path list = Files.writeString(folder.resolve("l.json"), "[]");
    Ran.run("chain-spec", "build", "--full", list.toString())
        .assertRefused("expected a JSON object in " + list);
    Ran.run("chain-spec", "convert", "mainnet")
        .assertRefused("expected a chain specification's file, or one of dev, local, hub-dev");
    Ran.run("chain-spec", "build", "--para-id", "7")
        .assertRefused("expected --relay-chain beside --para-id");
  }
}
