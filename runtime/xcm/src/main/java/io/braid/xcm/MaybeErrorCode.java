package io.braid.xcm;

import io.braid.primitives.Bytes;
import io.braid.scale.Max;
import io.braid.scale.Scale;
import io.braid.scale.Unnamed;

/** How a transacted call ended: a dispatch error in at most 128 bytes, or none. */
@Scale(path = "xcm::v3::MaybeErrorCode")
public sealed interface MaybeErrorCode {
  record Success() implements MaybeErrorCode {}

  @Unnamed
  record Error(@Max(128) Bytes error) implements MaybeErrorCode {}

  @Unnamed
  record TruncatedError(@Max(128) Bytes error) implements MaybeErrorCode {}
}
