package io.braid.frame.currency;

/**
 * Why funds are held or frozen. A pallet declares its reasons as a nested enum {@code HoldReason}
 * or {@code FreezeReason} that implements this; the runtime's outer enums are composed of them.
 */
public interface Reason {}
