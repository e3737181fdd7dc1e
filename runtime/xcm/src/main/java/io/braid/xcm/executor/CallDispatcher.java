package io.braid.xcm.executor;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.DispatchError;
import io.braid.runtime.api.Weight;
import io.braid.xcm.Location;
import io.braid.xcm.OriginKind;
import java.util.Optional;

/** Who runs the calls of {@code Transact}. */
public interface CallDispatcher {
  /** What running a call took, and its error if it failed. */
  record Result(Weight used, Optional<DispatchError> error) {}

  /** The announced weight of an encoded call; empty when it cannot be read. */
  Optional<Weight> weight(Bytes call);

  /**
   * Runs a call in a storage layer of its own.
   *
   * @throws XcmFailure BadOrigin when the location is nobody of this kind here, FailedToDecode
   */
  Result dispatch(Location origin, OriginKind kind, Bytes call) throws XcmFailure;
}
