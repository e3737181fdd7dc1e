/** The relay chain's runtime. Pallet names and indices are those that clients know from Westend. */
@NullMarked
package io.braid.chains.relay;

import org.jspecify.annotations.NullMarked;
