/**
 * What the relay chain's runtime says about parachains, as values: the answers of ParachainHost at
 * a block.
 */
@NullMarked
package io.braid.parachains.relay;

import org.jspecify.annotations.NullMarked;
