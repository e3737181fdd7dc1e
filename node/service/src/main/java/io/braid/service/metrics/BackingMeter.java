package io.braid.service.metrics;

import io.braid.parachains.backing.BackingObserver;
import io.braid.parachains.pvf.PvfWorkers;
import java.util.function.UnaryOperator;

/**
 * Takes the measure of a validator's work for parachains.
 *
 * @param observer counts its statements
 * @param around counts and times its validations
 */
public record BackingMeter(BackingObserver observer, UnaryOperator<PvfWorkers> around) {}
