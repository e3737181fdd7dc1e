/**
 * A seeded world: whole nodes, as production runs them, on one thread and on simulated time. The
 * same seed gives the same run, event for event. Nothing here knows what nodes do.
 */
@NullMarked
package io.braid.simulation;

import org.jspecify.annotations.NullMarked;
