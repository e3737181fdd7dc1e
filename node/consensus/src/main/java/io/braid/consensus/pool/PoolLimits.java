package io.braid.consensus.pool;

import java.time.Duration;

/**
 * How much a pool holds.
 *
 * @param readyCount transactions that are ready, and {@code readyBytes} their size
 * @param futureCount transactions that wait for others, and {@code futureBytes} their size
 * @param transactionBytes the size of one
 * @param ban how long a transaction that was invalid is not looked at again
 */
public record PoolLimits(
    int readyCount,
    long readyBytes,
    int futureCount,
    long futureBytes,
    int transactionBytes,
    Duration ban) {
  public static final PoolLimits DEFAULT =
      new PoolLimits(8_192, 20L << 20, 512, 1L << 20, 5 << 20, Duration.ofMinutes(30));
}
