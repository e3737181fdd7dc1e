package io.braid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as its user sees it: exit codes, and what is written where. */
class UpCommandTest {
  @TempDir private Path folder;

  private String file(String text) throws Exception {
    return Files.writeString(folder.resolve("net.toml"), text).toString();
  }

  private static String lonelyValidator(int port) {
    return "[relaychain]\nchain = \"relay\"\nslot_duration_ms = 1000\n\n"
        + "[[relaychain.nodes]]\nname = \"alice\"\nws_port = "
        + port
        + "\n";
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void anUnknownOptionIsRefusedInOneLine() {
    Ran.run("up", "--fast").assertRefused("Unknown option: '--fast'; see braid up --help");
  }

  @Test
  void statesThatNobodyCanKeepAreRefusedInOneLine() throws Exception {
    for (String wrong : List.of("3", "-1", "all", "")) {
      Ran.run("up", "--state-pruning", wrong, file(lonelyValidator(freePort())))
          .assertRefused(
              "expected archive or a number from 16 on after --state-pruning, found '"
                  + wrong
                  + "'");
    }
  }

  @Test
  void aFileThatIsNotThereIsRefusedInOneLine() {
    String missing = folder.resolve("missing.toml").toString();

    Ran.run("up", missing).assertRefused("cannot read the network file " + missing);
  }

  @Test
  void badTomlIsRefusedWithItsLine() throws Exception {
    String file = file(lonelyValidator(9944).replace("ws_port", "port"));

    Ran.run("up", file).assertRefused(file + ":7: unknown key 'port'");
  }

  @Test
  void aWrongExecutionIsRefusedWithThePossibleOnes() throws Exception {
    String file = file(lonelyValidator(freePort()));

    Ran.run("up", file, "--json", "--execution", "fast")
        .assertRefused("expected native, wasm or auto after --execution, found 'fast'");
  }

  @Test
  void aPortInUseIsRefusedWithThePortAndTheNode() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String file = file(lonelyValidator(taken.getLocalPort()));

      Ran.run("up", file, "--json")
          .assertRefused("port " + taken.getLocalPort() + " of node alice is in use");
    }
  }

  @Test
  void jsonTellsOfNodesBlocksAndReadinessAndTheCommandEndsWhenReady() throws Exception {
    int port = freePort();

    Ran ran = Ran.run("up", file(lonelyValidator(port)), "--json", "--exit-when-ready");

    assertThat(ran.exit()).as("%s", ran).isZero();
    assertThat(ran.out().getFirst())
        .isEqualTo(
            "{\"event\":\"node\",\"name\":\"alice\",\"chain\":\"relay\",\"role\":\"validator\","
                + "\"ws\":\"ws://127.0.0.1:"
                + port
                + "\"}");
    assertThat(ran.out())
        .anyMatch(line ->
            line.matches(
                "\\{\"event\":\"finalized\",\"chain\":\"relay\",\"number\":\\d+,"
                    + "\"hash\":\"0x[0-9a-f]{64}\"}"))
        .anyMatch(line -> line.matches("\\{\"event\":\"ready\",\"seconds\":\\d+\\.\\d}"))
        .allMatch(line -> line.startsWith("{\"event\":\"") && line.endsWith("}"));
  }

  /** Two validators and a collator, on free ports. */
  private static String withParachain() throws Exception {
    return lonelyValidator(freePort())
        + "\n"
        + "[[relaychain.nodes]]\n"
        + "name = \"bob\"\n\n"
        + "[[parachains]]\n"
        + "id = 2000\n"
        + "chain = \"template\"\n\n"
        + "[[parachains.collators]]\n"
        + "name = \"tina\"\n"
        + "ws_port = "
        + freePort()
        + "\n";
  }

  private static void assertIncludesAndFinalisesParachainBlocks(Ran ran) {
    assertThat(ran.exit()).as("%s", ran).isZero();
    assertThat(ran.out())
        .anyMatch(line -> line.matches("\\{\"event\":\"included\",\"para\":2000,\"number\":\\d+}"))
        .anyMatch(line -> line.startsWith("{\"event\":\"finalized\",\"chain\":\"template 2000\""));
  }

  @Test
  void jsonTellsOfIncludedBlocksOfParachains() throws Exception {
    assertIncludesAndFinalisesParachainBlocks(
        Ran.run("up", file(withParachain()), "--json", "--exit-when-ready"));
  }

  @Test
  void theSameNetworkRunsAsProcessesAndGoesOnInItsFolder() throws Exception {
    String file = file(withParachain());
    String data = folder.resolve("data").toString();
    String[] up = {"up", file, "--json", "--processes", "--data", data, "--exit-when-ready"};

    Ran first = Ran.run(up);
    Ran second = Ran.run(up);

    assertIncludesAndFinalisesParachainBlocks(first);
    assertIncludesAndFinalisesParachainBlocks(second);
    assertThat(firstFinal(second)).isGreaterThan(firstFinal(first));
    assertThat(folder.resolve("data").resolve("tina").resolve("chains"))
        .isDirectoryContaining("glob:**/braid_template_2000");
  }

  private static int firstFinal(Ran ran) {
    String number = "{\"event\":\"finalized\",\"chain\":\"template 2000\",\"number\":";
    return ran.out().stream()
        .filter(line -> line.startsWith(number))
        .mapToInt(
            line -> Integer.parseInt(line.substring(number.length(), line.indexOf(",\"hash"))))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aProcessThatCannotStartIsNamedWithItsReason() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ran.run("up", "--processes", "--json", file(lonelyValidator(taken.getLocalPort())))
          .assertRefused(
              "node alice ended: cannot serve JSON-RPC on 127.0.0.1:"
                  + taken.getLocalPort()
                  + ": Address already in use; choose another with --rpc-port");
    }
  }

  @Test
  void helpAndVersionAreNoMistakes() {
    Ran version = Ran.run("--version");
    Ran help = Ran.run("up", "--help");

    assertThat(version.exit()).isZero();
    assertThat(version.out()).singleElement().asString().matches("braid \\d+\\.\\d+\\.\\d+");
    assertThat(help.exit()).isZero();
    assertThat(help.err()).isEmpty();
    for (String option : List.of("--json", "--data", "--execution", "--exit-when-ready")) {
      assertThat(help.out()).as(option).anyMatch(line -> line.contains(option));
    }
  }

  @Test
  void withoutACommandTheUsageIsShown() {
    Ran ran = Ran.run();

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).anyMatch(line -> line.startsWith("Usage: braid"));
  }
}
