package io.braid.devnet.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.braid.devnet.definition.DefinitionResult.Accepted;
import io.braid.devnet.definition.DefinitionResult.Refused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

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

  private static DefinitionResult read(String text) {
    return DefinitionFile.read("net.toml", text, Set.of("relay"), Set.of("hub", "template"));
  }

  private static List<String> problems(String text) {
    DefinitionResult result = read(text);
    assertThat(result).isInstanceOf(Refused.class);
    return ((Refused) result).problems().stream().map(Object::toString).toList();
  }

  @Test
  void aGoodFileIsRead() {
    NetworkDefinition definition = ((Accepted) read(GOOD)).definition();

    assertThat(definition.relayChain().slotDurationMillis()).isEqualTo(1_000);
    assertThat(definition.relayChain().nodes())
        .containsExactly(
            new NetworkDefinition.Node("alice", true, 9944),
            new NetworkDefinition.Node("bob", true, 0));
    assertThat(definition.parachains()).hasSize(1);
    assertThat(definition.parachains().getFirst().collators())
        .containsExactly(new NetworkDefinition.Node("tina", false, 9960));
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
