package io.braid.runtime.api.aura;

import io.braid.primitives.Bytes;
import io.braid.runtime.api.RuntimeApi;
import io.braid.scale.Size;
import java.util.List;

/** API necessary for block authorship with aura. */
@RuntimeApi(id = "dd718d5cc53262d4", version = 1)
public interface AuraApi {
  /** Returns the slot duration for Aura in milliseconds. */
  long slotDuration();

  /** Return the current set of authorities: sr25519 keys. */
  List<@Size(32) Bytes> authorities();
}
