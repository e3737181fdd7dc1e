package io.braid.runtime.api.authoritydiscovery;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.RuntimeApi;
import io.braid.scale.Size;
import java.util.List;

/** The authority discovery api. */
@RuntimeApi(id = "687ad44ad37f03c2", version = 1)
public interface AuthorityDiscoveryApi {
  /** Retrieve authority identifiers of the current and next authority set. */
  List<@Size(32) Bytes> authorities();
}
