/** Messages from the relay chain down to parachains. */
@NullMarked
package io.braid.pallets.parachains.dmp;

import org.jspecify.annotations.NullMarked;
