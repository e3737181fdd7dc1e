package io.braid.storage.keys;

/** A keystore that cannot be used; the message names the file and the remedy. */
public final class KeystoreRefused extends Exception {
  public KeystoreRefused(String message) {
    super(message);
  }
}
