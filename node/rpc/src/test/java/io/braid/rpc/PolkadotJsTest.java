package io.braid.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Drives a running relay chain with {@code @polkadot/api}, from {@code tools/client-tests}. */
class PolkadotJsTest {
  private static final Path TESTS =
      Path.of(System.getProperty("basedir", ".")).resolve("../../tools/client-tests").normalize();

  private record Run(int exit, String output) {}

  private static Run run(int timeoutSeconds, List<String> environment, String... command)
      throws IOException, InterruptedException {
    File output = File.createTempFile("client-tests", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(TESTS.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output);
      for (int i = 0; i < environment.size(); i += 2) {
        builder.environment().put(environment.get(i), environment.get(i + 1));
      }
      Process process = builder.start();
      boolean ended = process.waitFor(timeoutSeconds, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
      return new Run(ended ? process.exitValue() : -1, ended ? text : text + "\n(timed out)");
    } finally {
      Files.deleteIfExists(output.toPath());
    }
  }

  private static void needNode() throws InterruptedException {
    Run version;
    try {
      version = run(20, List.of(), "node", "--version");
    } catch (IOException e) {
      version = new Run(-1, "node cannot be started");
    }
    List<String> parts = new ArrayList<>(List.of(version.output.strip().split("[v.]")));
    parts.removeIf(String::isEmpty);
    boolean recent = version.exit == 0 && Integer.parseInt(parts.getFirst()) >= 20;
    assumeTrue(recent, "needs Node 20 or later, found: " + version.output);
  }

  private static void needPackages() throws InterruptedException, IOException {
    if (!Files.isDirectory(TESTS.resolve("node_modules/@polkadot/api"))) {
      Run install = run(180, List.of(), "npm", "ci", "--ignore-scripts", "--no-audit");
      assumeTrue(install.exit == 0, "needs the npm packages, found: " + install.output);
    }
  }

  @Test
  void polkadotJsConnectsQueriesSubscribesPaysAndWatches() throws Exception {
    needNode();
    needPackages();
    try (TestRelay relay = TestRelay.live()) {
      Run tests =
          run(
              120,
              List.of("BRAID_PORT", Integer.toString(relay.port())),
              "node",
              "--test",
              "--test-reporter=tap",
              "relay.test.mjs");

      assertThat(tests.exit).as(tests.output).isZero();
      assertThat(tests.output).contains("# fail 0").doesNotContain("# pass 0");
    }
  }
}
