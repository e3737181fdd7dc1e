package io.braid.clienttests;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Node scripts that drive running chains with the clients that people use. */
public final class ClientScripts {
  private static final int OLDEST_NODE = 20;

  /** Some 280 MB are fetched and unpacked. */
  private static final int INSTALL_SECONDS = 400;

  private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.");

  private final Path folder;

  /**
   * @param folder with {@code package.json} and the scripts
   */
  private ClientScripts(Path folder) {
    this.folder = folder;
  }

  /** The scripts as a test of a module two folders below the project's root finds them. */
  public static ClientScripts ofProject() {
    return new ClientScripts(
        Path.of(System.getProperty("basedir", "."))
            .resolve("../../tools/client-tests")
            .normalize());
  }

  /**
   * How a script ended.
   *
   * @param exit its exit code; -1 when it was stopped because its time was up
   * @param output both streams
   */
  public record Run(int exit, String output) {}

  /**
   * Installs the packages when they are missing or other ones; says what the scripts lack, if
   * anything.
   */
  public Optional<String> lacking() throws IOException, InterruptedException {
    Optional<String> noNode = withoutNode();
    return noNode.isPresent() ? noNode : withoutPackages();
  }

  private Optional<String> withoutNode() throws InterruptedException {
    String found;
    try {
      found = run(20, Map.of(), "node", "--version").output().strip();
    } catch (IOException e) {
      found = "node cannot be started";
    }
    Matcher version = VERSION.matcher(found);
    return version.lookingAt() && Integer.parseInt(version.group(1)) >= OLDEST_NODE
        ? Optional.empty()
        : Optional.of("needs Node " + OLDEST_NODE + " or later, found: " + found);
  }

  /** One process at a time installs: modules may be tested side by side. */
  private Optional<String> withoutPackages() throws IOException, InterruptedException {
    Path target = Files.createDirectories(folder.resolve("target"));
    try (FileChannel file =
            FileChannel.open(
                target.resolve("install.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var lock = file.lock()) {
      if (!lock.isValid()) {
        throw new IOException("the lock of " + target + " was lost");
      }
      // A copy of the lock file tells which packages were installed last.
      Path wanted = folder.resolve("package-lock.json");
      Path installed = folder.resolve("node_modules/.installed-lock.json");
      if (Files.exists(installed) && Files.mismatch(wanted, installed) == -1) {
        return Optional.empty();
      }
      // Not "npm ci": some versions of npm leave other platforms' optional packages out of the lock
      // file, and then refuse it for that.
      Run install =
          run(
              INSTALL_SECONDS,
              Map.of(),
              "npm",
              "install",
              "--no-save",
              "--ignore-scripts",
              "--no-audit");
      if (install.exit() != 0) {
        return Optional.of("needs the npm packages, found: " + install.output());
      }
      Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
      return Optional.empty();
    }
  }

  /**
   * Runs the tests of a script.
   *
   * @param environment what the script is told of the chains
   */
  public Run test(String script, Map<String, String> environment, int timeoutSeconds)
      throws IOException, InterruptedException {
    return run(timeoutSeconds, environment, "node", "--test", "--test-reporter=tap", script);
  }

  private Run run(int timeoutSeconds, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    File output = File.createTempFile("client-tests", ".log");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output);
      builder.environment().putAll(environment);
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
}
