package io.braid.devnet;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.StatePruning;
import io.braid.devnet.definition.DefinitionFile;
import io.braid.devnet.definition.DefinitionResult;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.executor.ExecutionStrategy;
import io.braid.service.NodeListener;
import io.braid.service.RealWorld;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The network of {@code networks/quickstart.toml} on free ports, with short sessions. */
final class QuickstartNetwork implements AutoCloseable, NodeListener {
  static final List<String> CHAINS = List.of("relay", "hub 1000", "template 2000");

  private static final Pattern PORT = Pattern.compile("ws_port = \\d+");

  private final TreeMap<String, BlockRef> firstFinal = new TreeMap<>();
  private final TreeMap<String, BlockRef> lastFinal = new TreeMap<>();
  private final List<String> bugs = new ArrayList<>();
  private final NetworkDefinition definition;
  private final Devnet devnet;

  private QuickstartNetwork(Optional<Path> data) throws Exception {
    definition = definition();
    devnet =
        Devnet.start(
            definition,
            new DevnetOptions(
                ExecutionStrategy.AUTO,
                data,
                StatePruning.DEFAULT,
                Optional.of(Path.of("target", "compiled-code"))),
            new RealWorld(),
            this);
  }

  static QuickstartNetwork inMemory() throws Exception {
    return new QuickstartNetwork(Optional.empty());
  }

  static QuickstartNetwork in(Path folder) throws Exception {
    return new QuickstartNetwork(Optional.of(folder));
  }

  private static NetworkDefinition definition() throws IOException {
    Path file =
        Path.of(System.getProperty("basedir", "."))
            .resolve("../../networks/quickstart.toml")
            .normalize();
    String text = Files.readString(file).replace("epoch_slots = 60", "epoch_slots = 20");
    Matcher ports = PORT.matcher(text);
    List<ServerSocket> taken = new ArrayList<>();
    StringBuilder withFreePorts = new StringBuilder();
    while (ports.find()) {
      // Open until all are found, so that none is given twice.
      ServerSocket socket = new ServerSocket(0);
      taken.add(socket);
      ports.appendReplacement(withFreePorts, "ws_port = " + socket.getLocalPort());
    }
    ports.appendTail(withFreePorts);
    for (ServerSocket socket : taken) {
      socket.close();
    }
    return switch (DefinitionFile.read(
        file.toString(),
        withFreePorts.toString(),
        Devnet.RELAY_RUNTIMES,
        Devnet.PARACHAIN_RUNTIMES)) {
      case DefinitionResult.Accepted accepted -> accepted.definition();
      case DefinitionResult.Refused refused ->
          throw new AssertionError(refused.problems().toString());
    };
  }

  /** A port of each chain: a validator's, and a collator's of each parachain. */
  List<Integer> ports() {
    List<Integer> ports = new ArrayList<>();
    ports.add(definition.relayChain().nodes().getFirst().wsPort());
    definition.parachains().forEach(p -> ports.add(p.collators().getFirst().wsPort()));
    return ports;
  }

  /** Waits until every chain has finalised a block above a number of its own. */
  synchronized Map<String, BlockRef> awaitFinalAbove(Map<String, Integer> numbers, int seconds)
      throws InterruptedException, TimeoutException {
    Predicate<String> reached =
        chain ->
            lastFinal.containsKey(chain)
                && lastFinal.get(chain).number() > Objects.requireNonNull(numbers.get(chain));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!CHAINS.stream().allMatch(reached) || !bugs.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (!bugs.isEmpty() || left <= 0) {
        throw new TimeoutException(
            "expected final blocks above " + numbers + ", found " + lastFinal + ", bugs " + bugs);
      }
      wait(left);
    }
    return Map.copyOf(lastFinal);
  }

  /** What each chain finalised first after the start. */
  synchronized Map<String, BlockRef> firstFinal() {
    return Map.copyOf(firstFinal);
  }

  synchronized List<String> bugs() {
    return List.copyOf(bugs);
  }

  @Override
  public void onNode(String name, String chain, String role, String url) {}

  @Override
  public void onBest(String chain, BlockRef block) {}

  @Override
  public synchronized void onFinalised(String chain, BlockRef block) {
    firstFinal.putIfAbsent(chain, block);
    lastFinal.put(chain, block);
    notifyAll();
  }

  @Override
  public void onBacked(int paraId) {}

  @Override
  public void onIncluded(int paraId, int number) {}

  @Override
  public synchronized void onBug(String node, Throwable bug) {
    bugs.add(node + ": " + bug);
    notifyAll();
  }

  @Override
  public void close() {
    devnet.close();
  }
}
