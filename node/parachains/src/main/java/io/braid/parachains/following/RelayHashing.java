package io.braid.parachains.following;

import io.braid.executor.host.HostKeystore;
import io.braid.executor.host.RuntimeLog;
import io.braid.executor.host.SignatureChecks;
import io.braid.executor.host.StatelessHost;
import io.braid.runtime.api.Host;

/** The hash functions that the relay chain's storage keys are made with. */
public final class RelayHashing {
  public static final Host HOST =
      new StatelessHost(SignatureChecks.DIRECT, HostKeystore.NONE, RuntimeLog.NONE);

  private RelayHashing() {}
}
