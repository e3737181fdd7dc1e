package io.braid.cli.machines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.braid.cli.RuntimeOptions;
import io.braid.cli.processes.ProcessNetwork;
import io.braid.consensus.chain.BlockRef;
import io.braid.devnet.Devnet;
import io.braid.devnet.definition.DefinitionFile;
import io.braid.devnet.definition.DefinitionResult;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.service.NodeListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The quickstart network, every node on a machine of its own, 100 ms from all others and with one
 * packet in a hundred lost. Takes four minutes.
 */
@EnabledIfSystemProperty(
    named = "braid.machines",
    matches = "true",
    disabledReason = "takes four minutes and root; -Dbraid.machines=true runs it")
class SeveralMachinesTest {
  private static final Path QUICKSTART = Path.of("../../networks/quickstart.toml");
  private static final List<String> VALIDATORS = List.of("alice", "bob", "charlie", "dave");
  private static final List<String> COLLATORS = List.of("hub-collator", "template-collator");
  private static final Duration LATENCY = Duration.ofMillis(100);
  private static final double LOSS = 0.01;
  private static final long SEED = 2026;

  private static final Duration STARTING = Duration.ofSeconds(150);
  private static final Duration RECOVERING = Duration.ofSeconds(30);

  /** The nodes' logs stay when it fails. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final Map<String, RemoteNode> nodes = new LinkedHashMap<>();

  /** What each final height's block is, by chain; whoever says otherwise has forked. */
  private final Map<String, Map<Integer, String>> decided = new TreeMap<>();

  private final List<String> bugs = new ArrayList<>();

  /** The height that each node takes for final. */
  private record Finals(Map<String, Integer> heights) {
    int of(String node) {
      return Optional.ofNullable(heights.get(node)).orElseThrow();
    }

    int least(Iterable<String> nodes) {
      int least = Integer.MAX_VALUE;
      for (String node : nodes) {
        least = Math.min(least, of(node));
      }
      return least;
    }

    int most(List<String> nodes) {
      return nodes.stream().mapToInt(this::of).max().orElseThrow();
    }

    @Override
    public String toString() {
      return heights.toString();
    }
  }

  private static NetworkDefinition network() throws IOException {
    String text =
        Files.readString(QUICKSTART)
            .replace("slot_duration_ms = 1000", "slot_duration_ms = 2000")
            .replace("epoch_slots = 60", "epoch_slots = 30");
    return switch (DefinitionFile.read(
        QUICKSTART.toString(), text, Devnet.RELAY_RUNTIMES, Devnet.PARACHAIN_RUNTIMES)) {
      case DefinitionResult.Accepted accepted -> accepted.definition();
      case DefinitionResult.Refused refused -> throw new AssertionError(refused.problems());
    };
  }

  @Test
  void finalityNeverForksAndComesBackAfterCuts() throws Exception {
    Optional<String> missing = Machines.missing();
    assumeTrue(missing.isEmpty(), () -> "skipped: " + missing.orElseThrow());
    NetworkDefinition network = network();
    PacketSwitch packets = new PacketSwitch(network.nodeNames().size(), LATENCY, LOSS, SEED);
    try (Machines machines = Machines.start(network.nodeNames(), packets);
        ProcessNetwork running =
            ProcessNetwork.start(
                network, new RuntimeOptions(), Optional.of(folder), machines::machine, watch())) {
      tell("all have started");
      network.relayChain().nodes().forEach(n -> add(machines, n));
      network.parachains().forEach(p -> p.collators().forEach(n -> add(machines, n)));
      tell("ready after %.1f s", await(STARTING, seen -> seen.least(nodes.keySet()) >= 2));

      oneOfFourIsCutOff(machines);
      twoOfFourAreCutOff(machines);

      sameBlocksAtEveryHeight();
      assertThat(bugs).isEmpty();
      tell("packets: %s", packets.counts());
    }
  }

  private void oneOfFourIsCutOff(Machines machines) throws Exception {
    List<String> others = VALIDATORS.subList(0, 3);
    Finals before = finals();
    machines.cutOff("dave");
    watchFor(Duration.ofSeconds(60));
    Finals after = finals();
    int most = after.most(others);
    tell("one of four cut off for 60 s: final %s -> %s", before, after);
    assertThat(after.least(others)).as("3 of 4 go on").isGreaterThan(before.least(others) + 15);
    assertThat(after.of("dave")).as("alone, nobody decides").isLessThan(before.of("dave") + 4);

    machines.heal();
    tell("it caught up in %.1f s", await(RECOVERING, seen -> seen.of("dave") >= most));
  }

  private void twoOfFourAreCutOff(Machines machines) throws Exception {
    machines.cutOff("charlie", "dave");
    watchFor(Duration.ofSeconds(8));
    Finals stalled = finals();
    watchFor(Duration.ofSeconds(25));
    Finals still = finals();
    tell("two of four cut off: final %s -> %s after 25 s", stalled, still);
    assertThat(VALIDATORS).allSatisfy(v -> assertThat(still.of(v)).isEqualTo(stalled.of(v)));

    int most = still.most(VALIDATORS);
    machines.heal();
    tell(
        "the relay chain finalised again after %.1f s",
        await(RECOVERING, seen -> seen.least(VALIDATORS) > most));
    for (String collator : COLLATORS) {
      int was = still.of(collator);
      tell(
          collator + " finalised again %.1f s later", await(RECOVERING, s -> s.of(collator) > was));
    }
  }

  private RemoteNode node(String name) {
    return Optional.ofNullable(nodes.get(name)).orElseThrow();
  }

  private void add(Machines machines, NetworkDefinition.Node node) {
    nodes.put(node.name(), new RemoteNode(machines, node.name(), node.wsPort()));
  }

  /** The height that each node takes for final; fails when one takes another block than others. */
  private Finals finals() throws Exception {
    Map<String, Integer> heights = new LinkedHashMap<>();
    for (RemoteNode node : nodes.values()) {
      RemoteNode.Final last = node.finalBlock();
      heights.put(node.name(), last.number());
      String chain = VALIDATORS.contains(node.name()) ? "relay" : node.name();
      String first =
          decided
              .computeIfAbsent(chain, c -> new TreeMap<>())
              .computeIfAbsent(last.number(), n -> last.hash());
      assertThat(last.hash()).as("%s at %d", node.name(), last.number()).isEqualTo(first);
    }
    return new Finals(heights);
  }

  /** Looks once a second. */
  private void watchFor(Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      finals();
      Thread.sleep(1_000);
    }
  }

  /** How many seconds it took. */
  private double await(Duration atMost, Predicate<Finals> reached) throws Exception {
    long start = System.nanoTime();
    Finals seen = finals();
    while (!reached.test(seen)) {
      assertThat(Duration.ofNanos(System.nanoTime() - start)).as("%s", seen).isLessThan(atMost);
      Thread.sleep(500);
      seen = finals();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private void sameBlocksAtEveryHeight() throws Exception {
    int height = finals().least(VALIDATORS);
    for (int number = 1; number <= height; number++) {
      String first = node("alice").hashAt(number);
      for (String validator : VALIDATORS) {
        assertThat(node(validator).hashAt(number)).as("height %d", number).isEqualTo(first);
      }
    }
    tell("all validators agree on all %d final blocks", height);
  }

  private static void tell(String format, Object... values) {
    System.out.println(
        LocalTime.now().truncatedTo(ChronoUnit.SECONDS)
            + " several machines: "
            + format.formatted(values));
  }

  private NodeListener watch() {
    return new NodeListener() {
      @Override
      public void onNode(String name, String chain, String role, String url) {}

      @Override
      public void onBest(String chain, BlockRef block) {}

      @Override
      public void onFinalised(String chain, BlockRef block) {}

      @Override
      public void onBacked(int paraId) {}

      @Override
      public void onIncluded(int paraId, int number) {}

      @Override
      public void onBug(String node, Throwable bug) {
        bugs.add(node + ": " + bug);
      }
    };
  }
}
