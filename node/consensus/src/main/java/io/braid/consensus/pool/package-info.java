/**
 * Transactions that wait to be included, ordered by the tags that the runtime says they require and
 * provide (Polkadot specification, 3.2.3).
 *
 * <p>{@link io.braid.consensus.pool.TransactionPool} is the door. Behind it, {@code PoolQueues}
 * holds the ready and the future transactions, {@code Maintenance} follows the best chain, and
 * {@code StatusListeners} tells what becomes of each.
 */
@NullMarked
package io.braid.consensus.pool;

import org.jspecify.annotations.NullMarked;
