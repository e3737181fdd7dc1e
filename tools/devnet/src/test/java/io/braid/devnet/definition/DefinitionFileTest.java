package io.braid.devnet.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.devnet.definition.DefinitionResult.Accepted;
import io.braid.devnet.definition.DefinitionResult.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionFileTest {
  private static final String GOOD =
      """
      [relaychain]
      chain = "relay"
      slot_duration_ms = 1000

      [[relaychain.nodes]]
      name = "alice"
      ws_port = 9944

      [[relaychain.nodes]]
      name = "bob"

      [[parachains]]
      id = 2000
      chain = "template"

      [[parachains.collators]]
      name = "tina"
      ws_port = 9960
      """;

  private static final String PARA_SPEC =
      """
      {"name": "Statemine Local", "id": "statemine-local", "para_id": 2000,
       "relay_chain": "kusama-local", "genesis": {"raw": {"top": {"0x3a636f6465": "0x00"}}}}
      """;

  private static DefinitionResult read(String text) {
    return DefinitionFile.read("net.toml", text, Set.of("relay"), Set.of("hub", "template"));
  }

  private static List<String> problems(String text) {
    DefinitionResult result = read(text);
    assertThat(result).isInstanceOf(Refused.class);
    return ((Refused) result).problems().stream().map(Object::toString).toList();
  }

  @Test
  void aParachainHasOneCoreUnlessTheFileGivesItMore() {
    assertThat(((Accepted) read(GOOD)).definition().extraCores()).isEmpty();
    String three = GOOD.replace("id = 2000", "id = 2000\ncores = 3");
    assertThat(((Accepted) read(three)).definition().extraCores()).containsExactly(2000, 2000);
    assertThat(problems(three.replace("cores = 3", "cores = 0")))
        .singleElement()
        .asString()
        .contains("expected a number from 1 to 16 as cores, found 0");
  }

  @Test
  void aGoodFileIsRead() {
    NetworkDefinition definition = ((Accepted) read(GOOD)).definition();

    assertThat(definition.relayChain().slotDurationMillis()).isEqualTo(1_000);
    assertThat(definition.relayChain().nodes())
        .containsExactly(
            new NetworkDefinition.Node("alice", "alice", true, 9944),
            new NetworkDefinition.Node("bob", "bob", true, 0));
    assertThat(definition.parachains()).hasSize(1);
    assertThat(definition.parachains().getFirst().collators())
        .containsExactly(new NetworkDefinition.Node("tina", "tina", false, 9960));
  }

  @Test
  void theNetworksOfTheRepositoryAreRead() throws Exception {
    Path networks = Path.of("..", "..", "networks");
    try (var files = Files.list(networks)) {
      List<Path> all = files.filter(f -> f.toString().endsWith(".toml")).toList();
      assertThat(all).isNotEmpty();
      for (Path file : all) {
        assertThat(read(Files.readString(file))).as(file.toString()).isInstanceOf(Accepted.class);
      }
    }
  }

  @Test
  void anUnknownKeyIsRefusedWithItsLineAndWhatWasExpected() {
    assertThat(problems(GOOD.replace("ws_port = 9944", "wsport = 9944")))
        .singleElement()
        .asString()
        .startsWith(
            "net.toml:7: unknown key 'wsport' in [[relaychain.nodes]]; expected one of name");
  }

  @Test
  void aPortThatTwoNodesWantIsRefusedAndBothLinesAreNamed() {
    assertThat(problems(GOOD.replace("9960", "9944")))
        .containsExactly("net.toml:18: port 9944 is taken in line 7; give each node its own");
  }

  @Test
  void aParachainIdThatIsGivenTwiceIsRefused() {
    String second =
        GOOD
            + "\n[[parachains]]\nid = 2000\nchain = \"hub\"\n"
            + "[[parachains.collators]]\nname = \"hugo\"\n";

    assertThat(problems(second))
        .containsExactly("net.toml:21: parachain 2000 is defined twice; the first time in line 13");
  }

  @Test
  void aRuntimeThatIsNotThereIsRefusedAndThoseThatAreAreNamed() {
    assertThat(problems(GOOD.replace("\"template\"", "\"moonbeam\"")))
        .containsExactly(
            "net.toml:14: no runtime 'moonbeam' in [[parachains]]; expected chain = one of hub,"
                + " template");
  }

  @Test
  void aChannelToAParachainThatIsNotThereIsRefused() {
    assertThat(problems(GOOD + "\n[[hrmp_channels]]\nsender = 2000\nrecipient = 3000\n"))
        .containsExactly(
            "net.toml:22: expected the id of a parachain of this file as recipient, found 3000");
  }

  private static String specified(Path spec) {
    return GOOD.replace("chain = \"template\"", "chain_spec_path = '" + spec + "'");
  }

  @Test
  void aParachainMayHaveASpecificationOfItsOwn(@TempDir Path folder) throws Exception {
    Path spec = folder.resolve("para.json");
    Files.writeString(spec, PARA_SPEC);

    NetworkDefinition definition = ((Accepted) read(specified(spec))).definition();

    assertThat(definition.parachains().getFirst().chain()).isEqualTo("statemine-local");
    assertThat(definition.parachains().getFirst().source())
        .isInstanceOf(NetworkDefinition.ParachainSource.Specified.class);
  }

  @Test
  void aSpecificationThatIsNotThereOrOfAnotherParachainIsRefused(@TempDir Path folder)
      throws Exception {
    Path spec = folder.resolve("para.json");
    assertThat(problems(specified(spec)))
        .containsExactly(
            "net.toml:14: cannot read the chain specification "
                + spec
                + ": name a file that exists");

    Files.writeString(spec, "{\"name\": 3}");
    assertThat(problems(specified(spec)))
        .singleElement()
        .asString()
        .startsWith("net.toml:14: expected a chain specification in " + spec + ", but: ");

    Files.writeString(spec, PARA_SPEC.replace("2000", "1000"));
    assertThat(problems(specified(spec)))
        .containsExactly(
            "net.toml:14: expected the specification of parachain 2000, found that of parachain"
                + " 1000");

    Files.writeString(spec, PARA_SPEC);
    assertThat(problems(specified(spec).replace("id = 2000", "id = 2000\nchain = \"template\"")))
        .containsExactly(
            "net.toml:14: expected chain or chain_spec_path in [[parachains]], found both");
  }

  @Test
  void aNodeMayHaveTheKeysOfAnyAccount() {
    NetworkDefinition definition =
        ((Accepted) read(GOOD.replace("\"tina\"", "\"tina\"\naccount = \"alice\""))).definition();

    assertThat(definition.parachains().getFirst().collators())
        .containsExactly(new NetworkDefinition.Node("tina", "alice", false, 9960));
  }

  @Test
  void aLoneValidatorCannotSecureParachains() {
    assertThat(problems(GOOD.replace("name = \"bob\"", "name = \"bob\"\nvalidator = false")))
        .singleElement()
        .asString()
        .contains("expected at least two validators");
  }

  @Test
  void whatIsNoTomlIsRefusedWithItsLine() {
    assertThat(problems("[relaychain\nchain = 3")).first().asString().startsWith("net.toml:1: ");
  }

  @Test
  void aFileWithoutARelayChainIsRefused() {
    assertThat(problems("[[parachains]]\nid = 1\nchain = \"hub\"\n"))
        .anyMatch(p -> p.contains("expected a table [relaychain]"));
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    String bad =
        GOOD.replace("9944", "99944").replace("\"alice\"", "\"Alice\"").replace("\"relay\"", "7");

    assertThat(problems(bad)).hasSizeGreaterThanOrEqualTo(2);
  }
}
