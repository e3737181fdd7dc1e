package io.braid.consensus.chain;

/**
 * The disk does not do what it should: ends the node. No bug of ours; the message says what failed
 * and what to do.
 */
public final class DatabaseFailure extends RuntimeException {
  public DatabaseFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
