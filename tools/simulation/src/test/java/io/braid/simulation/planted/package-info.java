/**
 * Bugs put into production code on purpose, while it runs, to see that the simulated world finds
 * them. A check that finds none of them is worth nothing.
 */
@NullMarked
package io.braid.simulation.planted;

import org.jspecify.annotations.NullMarked;
