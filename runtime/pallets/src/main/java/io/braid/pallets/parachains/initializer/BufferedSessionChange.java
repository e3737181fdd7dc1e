package io.braid.pallets.parachains.initializer;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import io.braid.scale.Size;
import java.util.List;

/** A session change that waits for the end of the block, with every validator's keys. */
@Scale(path = "polkadot_runtime_parachains::initializer::BufferedSessionChange")
record BufferedSessionChange(List<ParaKeys> validators, int sessionIndex) {
  /** One validator's keys for the parachain protocols. */
  @Scale(path = "polkadot_runtime_parachains::initializer::ParaKeys")
  record ParaKeys(
      @Size(32) Bytes validator, @Size(32) Bytes assignment, @Size(32) Bytes discovery) {}
}
