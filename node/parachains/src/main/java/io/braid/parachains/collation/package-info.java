/**
 * How a parachain's collator makes a block on the head that the relay chain has included, proves
 * it, and offers it to the validators of its core.
 */
@NullMarked
package io.braid.parachains.collation;

import org.jspecify.annotations.NullMarked;
