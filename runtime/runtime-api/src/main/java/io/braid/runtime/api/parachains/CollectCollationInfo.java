package io.braid.runtime.api.parachains;

import io.braid.runtime.api.Header;
import io.braid.runtime.api.RuntimeApi;

/** Runtime api to collect information about a collation. */
@RuntimeApi(id = "ea93e3f16f3d6962", version = 2)
public interface CollectCollationInfo {
  /** Collect information about a collation; the given header becomes the head data. */
  CollationInfo collectCollationInfo(Header header);
}
