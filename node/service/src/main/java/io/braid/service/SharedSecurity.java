package io.braid.service;

import io.braid.executor.pvf.PvfExecutor;
import io.braid.parachains.backing.BackingObserver;

/**
 * What a validator needs to check parachains.
 *
 * @param sandbox runs validation functions; may be shared by all validators of a process
 */
public record SharedSecurity(PvfExecutor sandbox, BackingObserver observer) {}
