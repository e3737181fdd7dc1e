package io.braid.simulation;

import io.braid.consensus.chain.BlockRef;
import io.braid.consensus.chain.StatePruning;
import io.braid.devnet.Devnet;
import io.braid.devnet.DevnetOptions;
import io.braid.devnet.GenesisRefused;
import io.braid.devnet.PortTaken;
import io.braid.devnet.definition.NetworkDefinition;
import io.braid.executor.ExecutionStrategy;
import io.braid.service.NodeListener;
import io.braid.storage.DatabaseRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A network that ran on simulated time, and what it left behind. */
public final class SimulationRun {
  private final TreeMap<String, BlockRef> best = new TreeMap<>();
  private final TreeMap<String, BlockRef> finalised = new TreeMap<>();
  private final TreeMap<Integer, Integer> included = new TreeMap<>();
  private final TreeMap<String, Throwable> bugs = new TreeMap<>();
  private long events;

  private SimulationRun() {}

  /**
   * Runs a network, which has neither ports nor folders.
   *
   * @param compiledCode where compiled runtimes are kept, and found again by other runs
   * @param seed decides every delay and every key's nonces
   * @throws GenesisRefused when a chain specification that the definition names is of no use
   */
  public static SimulationRun of(
      NetworkDefinition definition, Path compiledCode, long seed, Duration time)
      throws GenesisRefused {
    SimulationRun run = new SimulationRun();
    SimulatedWorld world = new SimulatedWorld(seed);
    DevnetOptions options =
        new DevnetOptions(
            ExecutionStrategy.AUTO,
            Optional.empty(),
            StatePruning.DEFAULT,
            Optional.of(compiledCode));
    try (Devnet devnet =
        Devnet.start(definition.withoutPorts(), options, world, run.new Listener())) {
      world.run(time);
    } catch (DatabaseRefused | PortTaken e) {
      throw new IllegalStateException("a simulated network has neither databases nor ports", e);
    }
    run.events = world.events();
    return run;
  }

  /** The last best block of each chain, by its name. */
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
    return Collections.unmodifiableMap(bugs);
  }

  /** How many events all nodes had together. */
  public long events() {
    return events;
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
      bugs.put(node, bug);
    }
  }
}
