/** Channels between parachains, whose messages the relay chain carries. */
@NullMarked
package io.braid.pallets.parachains.hrmp;

import org.jspecify.annotations.NullMarked;
