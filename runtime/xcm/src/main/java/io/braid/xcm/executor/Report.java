package io.braid.xcm.executor;

import io.braid.xcm.Outcome;

/**
 * How a message went.
 *
 * @param sentence what went wrong, in words; empty when nothing did
 */
public record Report(Outcome outcome, String sentence) {}
