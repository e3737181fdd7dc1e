/**
 * How a parachain's collator makes blocks ahead of what the relay chain has included, one for each
 * of its cores, proves them, and offers each to the validators of its core.
 */
@NullMarked
package io.braid.parachains.collation;

import org.jspecify.annotations.NullMarked;
