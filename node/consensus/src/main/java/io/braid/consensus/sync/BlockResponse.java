package io.braid.consensus.sync;

import io.braid.consensus.chain.Justification;
import io.braid.primitives.Bytes;
import io.braid.runtime.api.Header;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import java.util.List;

/** The blocks asked for, in the order asked for; none when the peer lacks the first. */
@Scale(path = "braid_consensus::sync::BlockResponse")
public record BlockResponse(@Max(BlockSync.MAX_BLOCKS) List<BlockData> blocks) {
  /** One block. */
  @Scale(path = "braid_consensus::sync::BlockData")
  public record BlockData(
      Header header, List<Bytes> body, @Max(16) List<Justification> justifications) {}
}
