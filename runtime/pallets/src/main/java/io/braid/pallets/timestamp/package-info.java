/** The time of each block, as its author claims and all importers check it (pallet_timestamp). */
@NullMarked
package io.braid.pallets.timestamp;

import org.jspecify.annotations.NullMarked;
