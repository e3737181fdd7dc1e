/** Transactions that wait to be included. */
@NullMarked
package io.braid.consensus.pool;

import org.jspecify.annotations.NullMarked;
