/** Slot by slot, one collator after the other: the authorship of parachains (pallet_aura). */
@NullMarked
package io.braid.pallets.aura;

import org.jspecify.annotations.NullMarked;
