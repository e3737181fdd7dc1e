package io.braid.pallets.session;

import java.util.List;

/** A protocol that works with one of the validators' session keys. */
public interface SessionHandler {
  /** Before the first block. */
  void onGenesisSession(List<? extends KeysOf<?>> validators);

  /**
   * A session starts.
   *
   * @param changed whether validators or keys differ from the session before
   * @param validators of this session
   * @param queued of the next, as far as is known
   */
  void onNewSession(
      boolean changed, List<? extends KeysOf<?>> validators, List<? extends KeysOf<?>> queued);

  /** The session is about to end. */
  default void onBeforeSessionEnding() {}

  /** A validator, by its index in the session, is out until the session ends. */
  default void onDisabled(int validatorIndex) {}
}
