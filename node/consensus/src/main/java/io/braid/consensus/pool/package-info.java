/**
 * Transactions that wait to be included, ordered by the tags that the runtime says they require and
 * provide (Polkadot specification, 3.2.3).
 */
@NullMarked
package io.braid.consensus.pool;

import org.jspecify.annotations.NullMarked;
