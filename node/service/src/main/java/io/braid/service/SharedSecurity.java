package io.braid.service;

import io.braid.executor.pvf.PvfHost;
import io.braid.parachains.backing.BackingObserver;
import io.braid.parachains.pvf.PvfWorkers;
import java.util.function.UnaryOperator;

/**
 * What a validator needs to check parachains.
 *
 * @param sandbox runs validation functions; may be shared by all validators of a process
 * @param around stands between the validator and what runs its validations, to measure them
 */
public record SharedSecurity(
    PvfHost sandbox, BackingObserver observer, UnaryOperator<PvfWorkers> around) {
  /** Without measuring. */
  public SharedSecurity(PvfHost sandbox, BackingObserver observer) {
    this(sandbox, observer, UnaryOperator.identity());
  }
}
