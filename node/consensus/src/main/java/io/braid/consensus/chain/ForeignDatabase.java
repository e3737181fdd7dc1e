package io.braid.consensus.chain;

/** A database that holds something else than it was opened for; the message says what to do. */
public final class ForeignDatabase extends IllegalArgumentException {
  ForeignDatabase(String message) {
    super(message);
  }
}
