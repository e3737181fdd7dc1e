package io.braid.executor.pvf;

import java.time.Duration;

/**
 * How much processor time preparations and executions may take; a clock on the wall allows {@value
 * #WALL_FACTOR} times as much, for machines that are busy. The defaults are Polkadot's, {@code
 * polkadot_primitives::executor_params}; a session's executor parameters may say otherwise.
 *
 * @param precheck the preparation of code that is not accepted yet
 * @param preparation of code that the chain has accepted: lenient, so that nobody who accepted it
 *     fails on it later
 */
public record PvfTimeouts(
    Duration precheck, Duration preparation, Duration backing, Duration approval) {
  public static final int WALL_FACTOR = 4;

  public static final PvfTimeouts STANDARD =
      new PvfTimeouts(
          Duration.ofSeconds(60),
          Duration.ofSeconds(360),
          Duration.ofSeconds(2),
          Duration.ofSeconds(12));

  public Duration execution(PvfKind kind) {
    return switch (kind) {
      case BACKING -> backing;
      case APPROVAL -> approval;
    };
  }

  /** How long to wait for work of so much processor time. */
  public static Duration onTheWall(Duration processorTime) {
    return processorTime.multipliedBy(WALL_FACTOR);
  }
}
