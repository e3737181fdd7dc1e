package io.braid.consensus.pool;

import io.braid.primitives.Hash256;
import java.util.ArrayList;
import java.util.List;

/** Everybody who hears what becomes of transactions. One may leave while it is told. */
final class StatusListeners implements StatusListener {
  private final List<StatusListener> listeners = new ArrayList<>();

  void add(StatusListener listener) {
    listeners.add(listener);
  }

  void remove(StatusListener listener) {
    listeners.remove(listener);
  }

  @Override
  public void onStatus(Hash256 transaction, TransactionStatus status) {
    for (StatusListener listener : List.copyOf(listeners)) {
      listener.onStatus(transaction, status);
    }
  }
}
