/** Who made the block in progress (pallet_authorship). */
@NullMarked
package io.braid.pallets.authorship;

import org.jspecify.annotations.NullMarked;
