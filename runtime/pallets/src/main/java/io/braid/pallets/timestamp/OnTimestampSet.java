package io.braid.pallets.timestamp;

/** Who wants to know the time of a block, or to object to it. */
public interface OnTimestampSet {
  /** {@code moment} is in milliseconds since 1970. Throws to make the block invalid. */
  void onTimestampSet(long moment);
}
