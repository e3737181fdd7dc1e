package io.braid.runtime.api.grandpa;

import io.braid.runtime.api.RuntimeApi;
import java.util.List;

/** APIs for integrating the GRANDPA finality gadget into runtimes. */
@RuntimeApi(id = "ed99c5acb25eedf5", version = 3)
public interface GrandpaApi {
  /** Get the current GRANDPA authorities and weights. */
  List<GrandpaAuthority> grandpaAuthorities();

  /** Get current GRANDPA authority set id. */
  long currentSetId();
}
