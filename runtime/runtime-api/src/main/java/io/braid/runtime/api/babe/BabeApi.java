package io.braid.runtime.api.babe;

import io.braid.runtime.api.RuntimeApi;

/** API necessary for block authorship with BABE. */
@RuntimeApi(id = "cbca25e39f142387", version = 2)
public interface BabeApi {
  /** Return the configuration for BABE. */
  BabeConfiguration configuration();

  /** Returns the slot that started the current epoch. */
  long currentEpochStart();

  /** Returns information regarding the current epoch. */
  Epoch currentEpoch();

  /** Returns information regarding the next epoch (which was already previously announced). */
  Epoch nextEpoch();
}
