package io.braid.runtime.api;

import io.braid.primitives.Bytes;
import io.braid.scale.Scale;
import java.util.List;

/**
 * A block as the node sees it.
 *
 * @param extrinsics each as the bytes inside its length prefix; what they mean is the runtime's
 *     business
 */
@Scale(path = "sp_runtime::generic::block::Block")
public record Block(Header header, List<Bytes> extrinsics) {
  public Block {
    extrinsics = List.copyOf(extrinsics);
  }
}
