package io.braid.cli.processes;

import io.braid.consensus.chain.BlockRef;
import io.braid.primitives.Hash256;
import io.braid.service.NodeListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process that runs {@code braid node --json}: its events, its address, its end. */
final class NodeProcess implements AutoCloseable {
  private static final long STARTING_SECONDS = 120;

  /** A node that stops takes its own patience with the event that it is at. */
  private static final long STOPPING_SECONDS = 40;

  private static final JsonMapper MAPPER = new JsonMapper();

  private final String name;
  private final Path log;
  private final Process process;
  private final NodeListener listener;
  private final CompletableFuture<String> address = new CompletableFuture<>();
  private volatile boolean closing;

  private NodeProcess(String name, Path log, Process process, NodeListener listener) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.listener = listener;
  }

  /**
   * Starts a node in a JVM like this one.
   *
   * @param launcher the command that runs the JVM's, or nothing
   * @param log gets its standard error
   * @param listener hears of its events, and of its end as a bug unless {@link #close} ended it
   */
  static NodeProcess start(
      String name, List<String> launcher, List<String> options, Path log, NodeListener listener)
      throws IOException {
    List<String> command = new ArrayList<>(launcher);
    command.add(
        ProcessHandle.current()
            .info()
            .command()
            .orElse(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "io.braid.cli.Main", "node"));
    command.addAll(options);
    Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
    NodeProcess node = new NodeProcess(name, log, process, listener);
    Thread reader = new Thread(node::read, "events-of-" + name);
    reader.setDaemon(true);
    reader.start();
    return node;
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        onLine(line);
      }
    } catch (IOException e) {
      // The process is gone: told below.
    }
    ended();
  }

  private void onLine(String line) {
    JsonNode event;
    try {
      event = MAPPER.readTree(line);
    } catch (JacksonException e) {
      return; // A machine's own word, such as a JVM warning.
    }
    String chain = event.path("chain").asString("");
    switch (event.path("event").asString("")) {
      case "node" ->
          listener.onNode(
              name, chain, event.path("role").asString(""), event.path("ws").asString(""));
      case "listening" -> address.complete(event.path("address").asString(""));
      case "best" -> listener.onBest(chain, block(event));
      case "finalized" -> listener.onFinalised(chain, block(event));
      case "backed" -> listener.onBacked(event.path("para").asInt());
      case "included" ->
          listener.onIncluded(event.path("para").asInt(), event.path("number").asInt());
      case "bug" -> listener.onBug(name, new IllegalStateException(event.path("what").asString()));
      default -> {}
    }
  }

  private static BlockRef block(JsonNode event) {
    return new BlockRef(
        event.path("number").asInt(), Hash256.fromHex(event.path("hash").asString()));
  }

  private void ended() {
    NodeEnded end = new NodeEnded(name, lastLine());
    // Who waits for its start is told there, and is not to hear of it twice.
    boolean toldAtStart = address.completeExceptionally(end);
    if (!toldAtStart && !closing) {
      listener.onBug(name, end);
    }
  }

  private String lastLine() {
    try {
      List<String> lines = Files.readAllLines(log);
      return lines.isEmpty() ? "it wrote nothing" : lines.getLast();
    } catch (IOException e) {
      return "its log cannot be read: " + log;
    }
  }

  /**
   * Waits until peers can find the node.
   *
   * @return its address, with {@code /p2p/} and its id
   * @throws NodeEnded when it ends first
   */
  String awaitAddress() throws NodeEnded, InterruptedException {
    try {
      return address.get(STARTING_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new NodeEnded(name, lastLine());
    } catch (TimeoutException e) {
      throw new NodeEnded(name, "it did not start in " + STARTING_SECONDS + " s");
    }
  }

  /** Asks the node to stop; {@link #close} waits for it. */
  void stop() {
    closing = true;
    process.destroy();
  }

  @Override
  public void close() {
    stop();
    try {
      if (!process.waitFor(STOPPING_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
