/**
 * What candidates of a parachain may come next on each recent relay block, before the relay chain
 * has heard of them: a chain of backed candidates behind those that wait for availability, and
 * candidates that may yet join it. Follows the prospective parachains of the Polkadot SDK and its
 * emulation of inclusion.
 *
 * <p>{@link io.braid.parachains.prospective.ProspectiveParachains} is the door. It asks the relay
 * chain's runtime; all else here is functions of what it was told. Everybody who counts the same
 * votes chooses the same chain: of two forks that are backed, the one with the lower hash.
 */
@NullMarked
package io.braid.parachains.prospective;

import org.jspecify.annotations.NullMarked;
