package io.braid.storage;

/** A folder that cannot be opened as a database; the message names it and says why. */
public final class DatabaseRefused extends Exception {
  DatabaseRefused(String message) {
    super(message, null, false, false);
  }
}
