package io.braid.simulation;

import io.braid.crypto.NonceEntropy;
import io.braid.service.NodeThread;
import io.braid.service.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Threads, time and chance from one seed. Time stands still while an event runs and then jumps to
 * the next one.
 *
 * <p>Not for use by several threads.
 */
public final class SimulatedWorld implements World {
  /** When a simulation begins, in milliseconds since 1970: a time like today's. */
  private static final long START_MILLIS = 1_700_000_000_000L;

  private static final int MAX_DELAY_MILLIS = 40;

  private record Event(long atMillis, long order, Runnable task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return atMillis != other.atMillis
          ? Long.compare(atMillis, other.atMillis)
          : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private final SplittableRandom random;
  private long nowMillis;
  private long scheduled;
  private long happened;

  public SimulatedWorld(long seed) {
    this(seed, START_MILLIS);
  }

  /**
   * @param startMillis when it begins, since 1970
   */
  public SimulatedWorld(long seed, long startMillis) {
    random = new SplittableRandom(seed);
    nowMillis = startMillis;
  }

  @Override
  public NodeThread thread(String name, Consumer<Throwable> onBug) {
    return new SimulatedThread(onBug);
  }

  @Override
  public InstantSource clock() {
    return () -> Instant.ofEpochMilli(nowMillis);
  }

  @Override
  public RandomGenerator random() {
    return random.split();
  }

  @Override
  public NonceEntropy entropy() {
    SplittableRandom own = random.split();
    return own::nextBytes;
  }

  /** Computations take no time: they run where they are handed in. */
  @Override
  public Executor longWork() {
    return Runnable::run;
  }

  @Override
  public Executor shortWork() {
    return Runnable::run;
  }

  /**
   * The same world with a clock that is off.
   *
   * @param skewMillis by so much; it is ahead when positive
   */
  World skewed(long skewMillis) {
    SimulatedWorld all = this;
    return new World() {
      @Override
      public NodeThread thread(String name, Consumer<Throwable> onBug) {
        return all.thread(name, onBug);
      }

      @Override
      public InstantSource clock() {
        return () -> Instant.ofEpochMilli(nowMillis + skewMillis);
      }

      @Override
      public RandomGenerator random() {
        return all.random();
      }

      @Override
      public NonceEntropy entropy() {
        return all.entropy();
      }

      @Override
      public Executor longWork() {
        return all.longWork();
      }

      @Override
      public Executor shortWork() {
        return all.shortWork();
      }

      @Override
      public void close() {}
    };
  }

  long nowMillis() {
    return nowMillis;
  }

  /** Has something happen that is no node's own. */
  void at(long delayMillis, Runnable event) {
    events.add(new Event(nowMillis + delayMillis, scheduled++, event));
  }

  SplittableRandom split() {
    return random.split();
  }

  /** Lets this much time go by. */
  public void run(Duration time) {
    long end = nowMillis + time.toMillis();
    while (!events.isEmpty() && events.peek().atMillis <= end) {
      Event event = events.poll();
      nowMillis = event.atMillis;
      happened++;
      event.task.run();
    }
    nowMillis = end;
  }

  /**
   * Runs something as an event of a node of this world, within the event that is under way.
   *
   * @throws IllegalArgumentException when the thread is of another world
   */
  static void runNow(Executor thread, Runnable task) {
    if (!(thread instanceof SimulatedThread simulated)) {
      throw new IllegalArgumentException("expected a node of the simulated world");
    }
    simulated.run(task);
  }

  /** How many events have happened. */
  public long events() {
    return happened;
  }

  /** Nothing that was to come will. */
  @Override
  public void close() {
    events.clear();
  }

  private final class SimulatedThread implements NodeThread {
    private final Consumer<Throwable> onBug;
    private boolean closed;

    SimulatedThread(Consumer<Throwable> onBug) {
      this.onBug = onBug;
    }

    @Override
    public void execute(Runnable task) {
      after(Duration.ofMillis(1 + random.nextInt(MAX_DELAY_MILLIS)), task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
      events.add(new Event(nowMillis + delay.toMillis(), scheduled++, () -> run(task)));
    }

    private void run(Runnable task) {
      if (closed) {
        return;
      }
      try {
        task.run();
      } catch (RuntimeException | Error bug) {
        close();
        onBug.accept(bug);
      }
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
