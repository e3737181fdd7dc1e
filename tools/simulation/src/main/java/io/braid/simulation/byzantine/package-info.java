/**
 * Nodes that do not keep to the rules. Each is a node as production runs it, whose ports lie: its
 * network, its workers. No line here is about what a node does inside, and none of production knows
 * that it may be lied to.
 *
 * <p>{@code Attack} says what there is, {@code Cast} who plays what, {@code Conspiracy} what the
 * liars have agreed on and what they have done. Nothing here may be used by honest nodes.
 */
@NullMarked
package io.braid.simulation.byzantine;

import org.jspecify.annotations.NullMarked;
