package io.braid.service.standalone;

/** A node that cannot start as configured; the message says what is in the way and the remedy. */
public final class CannotStart extends Exception {
  public CannotStart(String message) {
    super(message, null, false, false);
  }
}
