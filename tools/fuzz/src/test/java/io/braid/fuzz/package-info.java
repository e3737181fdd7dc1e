/**
 * Bytes from outside that are no message. A target stands in the package whose reader it tries; its
 * property is that of {@link io.braid.fuzz.Bounds}. Inputs lie in the resources, a folder for each
 * target: messages that a simulated network sent, and whatever once found a bug. Tests run them
 * all; {@code docs/hostile.md} says how to look for new ones.
 */
@NullMarked
package io.braid.fuzz;

import org.jspecify.annotations.NullMarked;
