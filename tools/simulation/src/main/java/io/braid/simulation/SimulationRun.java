package io.braid.simulation;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.Chain;
import io.braid.devnet.GenesisRefused;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.service.NodeListener;
import io.braid.simulation.byzantine.Attack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A network that ran on simulated time, and what it left behind. */
public final class SimulationRun {
  /** How often progress is told, in simulated time. */
  private static final Duration STEP = Duration.ofSeconds(10);

  private final TreeMap<String, BlockRef> best = new TreeMap<>();
  private final TreeMap<String, BlockRef> finalised = new TreeMap<>();
  private final TreeMap<Integer, Integer> included = new TreeMap<>();
  private final TreeSet<String> punished = new TreeSet<>();
  private final SimulatedWorld world;
  private final Invariants invariants;
  private Duration calmAfter = Duration.ZERO;
  private Map<String, Attack> roles = Map.of();
  private SortedMap<String, Integer> harm = new TreeMap<>();
  private int judged;

  private SimulationRun(long seed) {
    world = new SimulatedWorld(seed);
    invariants = new Invariants(world);
  }

  /** As the other, with nothing that goes wrong and nobody who watches. */
  public static SimulationRun of(
      NetworkDefinition definition, Path compiledCode, long seed, Duration time)
      throws GenesisRefused {
    return of(definition, compiledCode, seed, time, Faults.NONE, progress -> {});
  }

  /**
   * Runs a network, which has neither ports nor folders. Ends early when something is wrong.
   *
   * @param compiledCode where compiled runtimes are kept, and found again by other runs
   * @param seed decides every delay, every fault and every key's nonces
   * @param progress hears how much simulated time has gone by
   * @throws GenesisRefused when a chain specification that the definition names is of no use
   */
  public static SimulationRun of(
      NetworkDefinition definition,
      Path compiledCode,
      long seed,
      Duration time,
      Faults faults,
      Consumer<Duration> progress)
      throws GenesisRefused {
    SimulationRun run = new SimulationRun(seed);
    try {
      SimulatedNodes nodes =
          new SimulatedNodes(
              definition.withoutPorts(),
              faults,
              run.world,
              run.invariants,
              run.new Listener(),
              compiledCode);
      run.go(nodes, faults, time, progress);
    } finally {
      run.world.close();
    }
    return run;
  }

  private void go(SimulatedNodes nodes, Faults faults, Duration time, Consumer<Duration> progress) {
    FaultPlan plan =
        FaultPlan.draw(
            faults, nodes.all().stream().map(SimulatedNode::name).toList(), time, world.split());
    calmAfter = plan.end();
    roles = nodes.cast().roles();
    Truth truth = new Truth(world, nodes.sandbox(), nodes::all, invariants);
    GarbageWatch garbage = new GarbageWatch(nodes.conspiracy());
    invariants.also((node, chain, block) -> {
      if (chain.name().equals(nodes.relayName())) {
        truth.onFinal(node, chain.chain(), block);
        checkPunished(nodes, chain.chain());
      }
    });
    nodes.onBirth(garbage::watch);
    nodes.all().forEach(SimulatedNode::switchOn);
    for (FaultPlan.Event event : plan.events()) {
      world.at(event.at().toMillis(), () -> happen(nodes, event));
    }
    world.at(
        plan.end().toMillis(),
        () -> {
          nodes.conspiracy().end();
          invariants.onCalm(heights(nodes));
        });
    Duration gone = Duration.ZERO;
    while (gone.compareTo(time) < 0 && isSound()) {
      Duration step = STEP.compareTo(time.minus(gone)) < 0 ? STEP : time.minus(gone);
      world.run(step);
      gone = gone.plus(step);
      nodes.all().stream().filter(SimulatedNode::isHonest).forEach(this::checkSizes);
      progress.accept(gone);
    }
    if (isSound()) {
      invariants.onEnd(nodes.relayName(), !punished.isEmpty());
    }
    harm = nodes.conspiracy().harm();
    judged = truth.valid();
    nodes.all().forEach(SimulatedNode::end);
  }

  private void checkSizes(SimulatedNode node) {
    node.validator()
        .ifPresent(validator ->
            Sizes.excessive(validator)
                .forEach(excess -> invariants.violated(node.name() + ": " + excess)));
  }

  private void checkPunished(SimulatedNodes nodes, Chain relay) {
    for (SimulatedNode node : Punished.of(nodes.all(), relay)) {
      punished.add(node.name());
      if (node.isHonest()) {
        invariants.onPunished(node.name());
      }
    }
  }

  private static void happen(SimulatedNodes nodes, FaultPlan.Event event) {
    switch (event) {
      case FaultPlan.CutOff(Duration at, var side) -> nodes.partition().cutOff(side);
      case FaultPlan.Crash crash ->
          nodes.all().stream()
              .filter(node -> node.name().equals(crash.node()))
              .forEach(node -> node.crash(crash));
    }
  }

  private static Map<String, Integer> heights(SimulatedNodes nodes) {
    TreeMap<String, Integer> heights = new TreeMap<>();
    for (SimulatedNode node : nodes.all()) {
      if (node.isHonest()) {
        node.chains()
            .forEach(each -> heights.merge(each.name(), each.chain().best().number(), Math::max));
      }
    }
    return heights;
  }

  /** The last best block of each chain, by its name, as its first node knew it. */
  public SortedMap<String, BlockRef> best() {
    return Collections.unmodifiableSortedMap(best);
  }

  /** The last finalised block of each chain that finalised one, by its name. */
  public SortedMap<String, BlockRef> finalised() {
    return Collections.unmodifiableSortedMap(finalised);
  }

  /** The number of the last included block of each parachain that had one, by its id. */
  public SortedMap<Integer, Integer> included() {
    return Collections.unmodifiableSortedMap(included);
  }

  /** What nodes died of, by their names; empty unless Braid is wrong. */
  public Map<String, Throwable> bugs() {
    return Collections.unmodifiableMap(invariants.bugs());
  }

  /** What must never be and was; empty unless Braid is wrong, or more is faulty than it bears. */
  public List<String> violations() {
    return invariants.violations();
  }

  /** Who did not keep to the rules, and how; without those who ran twice. */
  public Map<String, Attack> roles() {
    return roles;
  }

  /** How often what was done that is against the rules, and what came of it. */
  public SortedMap<String, Integer> harm() {
    return harm;
  }

  /**
   * How many candidates of final blocks were found valid by the world itself, with data that honest
   * validators hold.
   */
  public int judged() {
    return judged;
  }

  /** The nodes whose validators the relay chain has disabled at some time, in final blocks. */
  public SortedSet<String> punished() {
    return Collections.unmodifiableSortedSet(punished);
  }

  /** When the last fault was over, from the beginning on. */
  public Duration calmAfter() {
    return calmAfter;
  }

  /** How long after that a new block of a chain was final. */
  public Optional<Duration> recovered(String chain) {
    return invariants.recovered(chain);
  }

  /** Whether all went as it must. */
  public boolean isSound() {
    return bugs().isEmpty() && violations().isEmpty();
  }

  /** How many events all nodes had together. */
  public long events() {
    return world.events();
  }

  private final class Listener implements NodeListener {
    @Override
    public void onBest(String chain, BlockRef block) {
      best.put(chain, block);
    }

    @Override
    public void onFinalised(String chain, BlockRef block) {
      finalised.put(chain, block);
    }

    @Override
    public void onIncluded(int paraId, int number) {
      included.merge(paraId, number, Math::max);
    }

    @Override
    public void onBug(String node, Throwable bug) {
      throw new IllegalStateException("expected bugs to be told to their nodes' owner", bug);
    }
  }
}
