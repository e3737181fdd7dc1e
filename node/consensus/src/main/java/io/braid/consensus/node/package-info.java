/** One full node of one chain, put together from its parts. */
@NullMarked
package io.braid.consensus.node;

import org.jspecify.annotations.NullMarked;
