package io.braid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.braid.cli.node.Defaults;
import io.braid.cli.node.NodeCommand;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What is refused before a node starts; {@link UpCommandTest} runs nodes as processes. */
class NodeCommandTest {
  @TempDir private Path folder;

  private String file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String parsed(String option, List<String> arguments, Map<String, String> env) {
    CommandLine command = new CommandLine(new NodeCommand());
    Defaults.install(command, arguments, env);
    command.parseArgs(arguments.toArray(String[]::new));
    return String.valueOf(command.getCommandSpec().findOption(option).<Object>getValue());
  }

  @Test
  void theCommandLineGoesBeforeTheEnvironmentThatBeforeTheFileAndThatBeforeTheDefault()
      throws Exception {
    String config = file("node.toml", "name = \"of-the-file\"\nchain = \"dev\"\n");
    Map<String, String> env = Map.of("BRAID_NAME", "of-the-environment");

    assertThat(parsed("--name", List.of("--config", config, "--name", "given"), env))
        .isEqualTo("given");
    assertThat(parsed("--name", List.of("--config", config), env)).isEqualTo("of-the-environment");
    assertThat(parsed("--name", List.of("--config=" + config), Map.of())).isEqualTo("of-the-file");
    assertThat(parsed("--name", List.of("--chain", "dev"), Map.of())).isEqualTo("braid");
    assertThat(parsed("--version", List.of("--chain", "dev"), Map.of("BRAID_VERSION", "7")))
        .isEqualTo("false");
    assertThat(parsed("--name", List.of(), Map.of("BRAID_CONFIG", config)))
        .isEqualTo("of-the-file");
  }

  @Test
  void listsAndSwitchesMayStandInTheFile() throws Exception {
    String config =
        file(
            "node.toml",
            "chain = \"dev\"\nvalidator = true\nrpc-port = 9955\nlisten = [\"/ip4/1.2.3.4/tcp/1\","
                + " \"/ip4/1.2.3.4/tcp/2/ws\"]\n");
    List<String> arguments = List.of("--config", config);

    assertThat(parsed("--listen", arguments, Map.of()))
        .isEqualTo("[/ip4/1.2.3.4/tcp/1, /ip4/1.2.3.4/tcp/2/ws]");
    assertThat(parsed("--validator", arguments, Map.of())).isEqualTo("true");
    assertThat(parsed("--rpc-port", arguments, Map.of())).isEqualTo("9955");
  }

  @Test
  void anUnknownKeyOfTheFileIsRefusedWithItsLine() throws Exception {
    String config = file("node.toml", "chain = \"dev\"\nrpc_port = 9944\n");

    assertThatThrownBy(() -> parsed("--name", List.of("--config", config), Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith(config + ":2: unknown key 'rpc_port'; expected one of bootnode,");
    Ran.run("node", "--config", folder.resolve("none.toml").toString())
        .assertRefused("cannot read the configuration " + folder.resolve("none.toml"));
  }

  @Test
  void mistakesAreNamedInOneLine() throws Exception {
    Ran.run("node").assertRefused("Missing required option: '--chain=FILE|PRESET'");
    Ran.run("node", "--chain", "mainnet").assertRefused("found 'mainnet'");
    Ran.run("node", "--chain", "dev", "--validator")
        .assertRefused("expected --data with a keystore, or --dev-keys: a validator needs keys");
    Ran.run("node", "--chain", "dev", "--validator", "--collator")
        .assertRefused("expected --validator or --collator, found both");
    Ran.run("node", "--chain", "template-dev").assertRefused("is a parachain: run it with");
    Ran.run("node", "--chain", "template-dev", "--collator")
        .assertRefused("expected --relay-chain beside --collator");
    Ran.run(
            "node",
            "--chain",
            "template-dev",
            "--collator",
            "--relay-chain",
            "dev",
            "--para-id",
            "7")
        .assertRefused("expected --para-id 2000");
    Ran.run("node", "--chain", "dev", "--listen", "127.0.0.1:30333")
        .assertRefused("expected a multiaddress such as /ip4/127.0.0.1/tcp/30333 in --listen");
    Ran.run("node", "--chain", "dev", "--bootnode", "/ip4/127.0.0.1/tcp/30333")
        .assertRefused("ends with /p2p/ and a peer's id in --bootnode");
    Ran.run("node", "--chain", "dev", "--rpc-port", "70000").assertRefused("found 70000");
    Ran.run("node", "--chain", "dev", "--pvf-workers", "-1")
        .assertRefused("expected a number from 0 on after --pvf-workers, found -1");
    Ran.run("node", "--chain", "dev", "--log-format", "xml").assertRefused("found 'xml'");
    Ran.run("node", "--chain", "dev", "--sync", "fast")
        .assertRefused("expected full or warp after --sync, found 'fast'");
    Ran.run("node", "--chain", "dev", "--dev-keys", "")
        .assertRefused("expected a name such as alice after --dev-keys, found ''");
    Ran.run(
            "node",
            "--chain",
            "template-dev",
            "--collator",
            "--relay-chain",
            "dev",
            "--relay-listen",
            "localhost")
        .assertRefused("in --relay-listen, found 'localhost'");
    Ran.run("node", "--chain", "dev", "--relay-chain-rpc-url", "ws://127.0.0.1:9944")
        .assertRefused("expected --collator beside --relay-chain-rpc-url");
    remoteRelay("127.0.0.1:9944")
        .assertRefused("a URL such as ws://127.0.0.1:9944 after --relay-chain-rpc-url");
    remoteRelay("http://127.0.0.1:9944").assertRefused("found 'http://127.0.0.1:9944'");
    remoteRelay("ws://127.0.0.1:1")
        .assertRefused(
            "cannot follow braid_relay_dev at ws://127.0.0.1:1: nobody listens there; name");
    String broken = file("broken.json", "{\"name\": \"x\"}");
    Ran.run("node", "--chain", broken)
        .assertRefused(broken + ": expected a text under 'id', found nothing");
  }

  private static Ran remoteRelay(String url) {
    return Ran.run(
        "node",
        "--chain",
        "template-dev",
        "--collator",
        "--relay-chain",
        "dev",
        "--dev-keys",
        "alice",
        "--listen",
        "/ip4/127.0.0.1/tcp/0",
        "--relay-listen",
        "/ip4/127.0.0.1/tcp/0",
        "--relay-chain-rpc-url",
        url);
  }

  @Test
  void whatAnOperatorWatchesByMayStandInTheFileAndInTheEnvironment() throws Exception {
    String config =
        file(
            "node.toml",
            "chain = \"dev\"\nmetrics-port = 9615\nmetrics-listen = \"::\"\nrpc-listen ="
                + " \"0.0.0.0\"\nrpc-token-file = \"token\"\nhealth-max-age = 5\n");
    List<String> without = List.of("--chain", "dev");
    List<String> arguments = List.of("--config", config);
    Map<String, String> env =
        Map.of("BRAID_METRICS_PORT", "7", "BRAID_HEALTH_MAX_UNFINALISED", "9");

    assertThat(parsed("--metrics-port", arguments, Map.of())).isEqualTo("Optional[9615]");
    assertThat(parsed("--metrics-port", arguments, env)).isEqualTo("Optional[7]");
    assertThat(parsed("--metrics-port", without, Map.of())).isEqualTo("Optional.empty");
    assertThat(parsed("--metrics-listen", arguments, env)).isEqualTo("::");
    assertThat(parsed("--metrics-listen", without, env)).isEqualTo("127.0.0.1");
    assertThat(parsed("--rpc-listen", arguments, env)).isEqualTo("0.0.0.0");
    assertThat(parsed("--rpc-listen", without, env)).isEqualTo("127.0.0.1");
    assertThat(parsed("--rpc-token-file", arguments, env)).isEqualTo("Optional[token]");
    assertThat(parsed("--health-max-age", arguments, env)).isEqualTo("5");
    assertThat(parsed("--health-max-unfinalised", arguments, env)).isEqualTo("9");
  }

  @Test
  void whatCannotBeServedIsRefusedWithTheRemedy() throws Exception {
    Ran.run("node", "--chain", "dev", "--rpc-listen", "localhost")
        .assertRefused(
            "expected an IP address such as 127.0.0.1, 0.0.0.0 or ::1 after --rpc-listen, found"
                + " 'localhost'");
    Ran.run("node", "--chain", "dev", "--metrics-port", "1", "--metrics-listen", "any")
        .assertRefused("after --metrics-listen, found 'any'");
    Ran.run("node", "--chain", "dev", "--metrics-port", "-1")
        .assertRefused("expected a port from 0 to 65535 after --metrics-port, found -1");
    Ran.run("node", "--chain", "dev", "--health-max-age", "0")
        .assertRefused("expected a number from 1 on after --health-max-age, found 0");
    String missing = folder.resolve("none").toString();
    Ran.run("node", "--chain", "dev", "--rpc-token-file", missing)
        .assertRefused(
            "cannot read the token of --rpc-token-file in "
                + missing
                + "; make one with: (umask 077; openssl rand -hex 32 > ");
    String weak = file("weak", "secret\n");
    Ran.run("node", "--chain", "dev", "--rpc-token-file", weak)
        .assertRefused("expected a token of 32 to 1024 visible ASCII characters, found 6");
    String large = file("large", "x".repeat(5_000));
    Ran.run("node", "--chain", "dev", "--rpc-token-file", large)
        .assertRefused("expected a token in the file of --rpc-token-file, found 5000 bytes");
    String binary = folder.resolve("binary").toString();
    Files.write(Path.of(binary), new byte[] {(byte) 0xff, (byte) 0xfe});
    Ran.run("node", "--chain", "dev", "--rpc-token-file", binary)
        .assertRefused("expected a token in ASCII");
  }

  @Test
  void aMetricsPortInUseIsRefusedWithTheOptionThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ran.run(
              "node",
              "--chain",
              "dev",
              "--listen",
              "/ip4/127.0.0.1/tcp/0",
              "--rpc-port",
              "0",
              "--metrics-port",
              Integer.toString(taken.getLocalPort()))
          .assertRefusedAtLast("choose another port with --metrics-port");
    }
  }

  @Test
  void anAddressInUseIsRefusedWithTheOptionThatChangesIt() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ran.run("node", "--chain", "dev", "--listen", "/ip4/127.0.0.1/tcp/" + taken.getLocalPort())
          .assertRefused("choose another address with --listen");
    }
  }

  @Test
  void aFolderOfAnotherChainIsRefused() throws Exception {
    Path data = folder.resolve("data");
    Path spec = folder.resolve("other.json");
    Ran.run("chain-spec", "build", "--chain-id", "braid_relay_dev", "-o", spec.toString());
    try (ServerSocket port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Stores the genesis of dev, then finds no port for JSON-RPC.
      Ran.run(
              "node",
              "--chain",
              "dev",
              "--data",
              data.toString(),
              "--listen",
              "/ip4/127.0.0.1/tcp/0",
              "--rpc-port",
              Integer.toString(port.getLocalPort()))
          .assertRefusedAtLast("choose another with --rpc-port");
    }

    Ran.run(
            "node",
            "--chain",
            spec.toString(),
            "--data",
            data.toString(),
            "--listen",
            "/ip4/127.0.0.1/tcp/0",
            "--rpc-port",
            "0")
        .assertRefusedAtLast("cannot run braid_relay_dev: ");
  }
}
