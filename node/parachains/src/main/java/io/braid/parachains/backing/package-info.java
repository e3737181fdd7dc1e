/**
 * How a candidate becomes backed: validators of the group that is assigned to its core fetch it,
 * run the validation function, sign, and gather each other's signatures. Whatever is refused is
 * refused with its reason, a {@link io.braid.parachains.backing.CollationRefusal}.
 */
@NullMarked
package io.braid.parachains.backing;

import org.jspecify.annotations.NullMarked;
