package io.braid.xcm;

import io.braid.scale.Max;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The answer to a query. */
@Scale(path = "staging_xcm::v5::Response")
public sealed interface Response {
  record Null() implements Response {}

  @Unnamed
  record Assets(io.braid.xcm.Assets assets) implements Response {}

  /** The index of the failed instruction and its error; empty when all went well. */
  @Unnamed
  record ExecutionResult(Optional<Map.Entry<Integer, XcmError>> error) implements Response {}

  @Unnamed
  record Version(int version) implements Response {}

  @Unnamed
  record PalletsInfo(@Max(64) List<RemotePallet> pallets) implements Response {}

  @Unnamed
  record DispatchResult(MaybeErrorCode result) implements Response {}
}
