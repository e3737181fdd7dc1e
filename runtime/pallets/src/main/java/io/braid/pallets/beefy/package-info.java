/**
 * BEEFY's side in the runtime (pallet_beefy): who signs commitments, from which block on, and what
 * follows for those who sign wrong ones.
 */
@NullMarked
package io.braid.pallets.beefy;

import org.jspecify.annotations.NullMarked;
