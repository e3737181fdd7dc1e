/** Calls that carry other calls: batches, derived accounts (pallet_utility). */
@NullMarked
package io.braid.pallets.utility;

import org.jspecify.annotations.NullMarked;
