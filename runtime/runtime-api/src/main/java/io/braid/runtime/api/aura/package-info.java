/** Aura, the slot-by-slot authorship of parachains, between runtime and node. */
@NullMarked
package io.braid.runtime.api.aura;

import org.jspecify.annotations.NullMarked;
