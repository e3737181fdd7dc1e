/** Runs the parachain pallets in order, and tells them of new sessions at the end of a block. */
@NullMarked
package io.braid.pallets.parachains.initializer;

import org.jspecify.annotations.NullMarked;
