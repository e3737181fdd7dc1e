package io.braid.xcm;

import io.braid.scale.Scale;

/** As whom a transacted call runs. */
@Scale(path = "xcm::v3::OriginKind")
public enum OriginKind {
  NATIVE,
  SOVEREIGN_ACCOUNT,
  SUPERUSER,
  XCM
}
