package io.braid.pallets.session;

import io.braid.frame.OpaqueKeys;
import java.util.List;

/** Hears who will be the validators of sessions to come. */
public interface QueuedSessions {
  /** The validators of session {@code index}, with the keys that they will use. */
  void onQueued(int index, List<? extends KeysOf<? extends OpaqueKeys>> validators);
}
