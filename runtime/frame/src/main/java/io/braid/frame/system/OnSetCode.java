package io.braid.frame.system;

import io.braid.frame.DispatchFailure;
import io.braid.primitives.Bytes;

/**
 * What new code does to a chain. A chain of its own applies it at once; a parachain must ask the
 * relay chain, whose validators run the code they know until they say otherwise.
 */
public interface OnSetCode {
  void setCode(FrameSystem system, Bytes code) throws DispatchFailure;

  /** Applies new code at once. */
  OnSetCode AT_ONCE = FrameSystem::updateCode;
}
