package io.braid.runtime.api.beefy;

import io.braid.runtime.api.RuntimeApi;

/** API useful for BEEFY light clients. */
@RuntimeApi(id = "2a5e924655399e60", version = 1)
public interface BeefyMmrApi {
  /** Return the currently active BEEFY authority set proof. */
  BeefyAuthoritySet authoritySetProof();

  /** Return the next/queued BEEFY authority set proof. */
  BeefyAuthoritySet nextAuthoritySetProof();
}
