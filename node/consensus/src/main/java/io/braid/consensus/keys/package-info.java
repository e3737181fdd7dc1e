/** Session keys in memory. */
@NullMarked
package io.braid.consensus.keys;

import org.jspecify.annotations.NullMarked;
