/**
 * The pallet that every runtime has: accounts and their reference counts, the block in progress,
 * its events, weights and digest, and the runtime's code. Storage and calls are those of FRAME's
 * {@code frame_system}.
 */
@NullMarked
package io.braid.frame.system;

import org.jspecify.annotations.NullMarked;
