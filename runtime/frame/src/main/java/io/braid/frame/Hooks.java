package io.braid.frame;

import io.braid.runtime.api.Weight;

/** What a pallet does at the edges of every block. */
public interface Hooks {
  /** Before any extrinsic. Returns what it cost. */
  default Weight onInitialize(int number) {
    return Weight.ZERO;
  }

  /** After the last extrinsic, before the header is made. */
  default void onFinalize(int number) {}

  /** In the first block under a new runtime version, before {@link #onInitialize}. */
  default Weight onRuntimeUpgrade() {
    return Weight.ZERO;
  }
}
