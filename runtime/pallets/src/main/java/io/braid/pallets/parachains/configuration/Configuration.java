package io.braid.pallets.parachains.configuration;

import io.braid.frame.DispatchFailure;
import io.braid.frame.Dispatchable;
import io.braid.frame.Origin;
import io.braid.frame.Pallet;
import io.braid.frame.PalletContext;
import io.braid.frame.Unbounded;
import io.braid.frame.storage.StorageValue;
import io.braid.runtime.api.DispatchClass;
import io.braid.scale.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The host configuration, and changes to it that wait for a session. */
@Pallet(crate = "polkadot_runtime_parachains::configuration")
public final class Configuration {
  /** Changes take effect this many sessions after they are asked for. */
  private static final int SESSION_DELAY = 2;

  /** The active configuration for the current session. */
  public final StorageValue<HostConfiguration> activeConfig;

  /** Pending configuration changes: the session from which each holds. At most one per session. */
  @Unbounded final StorageValue<List<Map.Entry<Integer, HostConfiguration>>> pendingConfigs;

  private final java.util.function.Supplier<Integer> sessionIndex;

  public Configuration(PalletContext context, java.util.function.Supplier<Integer> sessionIndex) {
    this.sessionIndex = sessionIndex;
    activeConfig =
        context.value(
            "ActiveConfig", HostConfigurationCodec.CODEC, HostConfiguration.development(0));
    pendingConfigs =
        context.value(
            "PendingConfigs",
            Codecs.list(Codecs.pair(Codecs.U32, HostConfigurationCodec.CODEC), Integer.MAX_VALUE),
            List.of());
  }

  /** Replaces the whole configuration, two sessions from now. */
  @Dispatchable(index = 60, refTime = 50_000_000, dispatchClass = DispatchClass.OPERATIONAL)
  void setHostConfiguration(Origin origin, HostConfiguration changed) throws DispatchFailure {
    origin.ensureRoot();
    int session = sessionIndex.get() + SESSION_DELAY;
    List<Map.Entry<Integer, HostConfiguration>> pending = new ArrayList<>(pendingConfigs.get());
    pending.removeIf(entry -> entry.getKey() == session);
    pending.add(Map.entry(session, changed));
    pendingConfigs.set(pending);
  }

  /** Applies what is due in {@code session}; the configuration that now holds. */
  public HostConfiguration onNewSession(int session) {
    List<Map.Entry<Integer, HostConfiguration>> later = new ArrayList<>();
    for (Map.Entry<Integer, HostConfiguration> entry : pendingConfigs.get()) {
      if (entry.getKey() <= session) {
        activeConfig.set(entry.getValue());
      } else {
        later.add(entry);
      }
    }
    pendingConfigs.set(later);
    return activeConfig.get();
  }
}
