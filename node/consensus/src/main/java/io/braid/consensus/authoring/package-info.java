/** How a block is made: inherents, transactions until time or weight runs out, roots. */
@NullMarked
package io.braid.consensus.authoring;

import org.jspecify.annotations.NullMarked;
