package io.braid.service;

import io.braid.executor.pvf.PvfExecutor;
import io.braid.parachains.backing.BackingObserver;
import java.time.Duration;

/**
 * What a validator needs to check parachains.
 *
 * @param sandbox runs validation functions; may be shared by all validators of a process
 * @param deadline a backstop behind the fuel limit
 */
public record SharedSecurity(PvfExecutor sandbox, Duration deadline, BackingObserver observer) {}
