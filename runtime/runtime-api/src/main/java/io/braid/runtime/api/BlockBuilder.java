package io.braid.runtime.api;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.Results.Result;
import io.braid.scale.Codecs.Unit;
import java.util.List;

/** What a node calls to build a block, between `Core_initialize_block` and the seal. */
@RuntimeApi(id = "40fe3ad401f8959a", version = 6)
public interface BlockBuilder {
  /**
   * Applies the given extrinsic. The outer error says that it may not enter the block; its changes
   * must then be undone by the caller. The inner error says that it is in the block and failed.
   */
  Result<Result<Unit, DispatchError>, TransactionValidityError> applyExtrinsic(Bytes extrinsic);

  /** Finishes the current block. */
  Header finalizeBlock();

  /** Generates inherent extrinsics from what the author knows. */
  List<Bytes> inherentExtrinsics(InherentData inherent);

  /** Checks that the inherents are valid. */
  CheckInherentsResult checkInherents(Block block, InherentData data);
}
