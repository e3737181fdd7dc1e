/** Keeping up with the blocks that peers have. */
@NullMarked
package io.braid.consensus.sync;

import org.jspecify.annotations.NullMarked;
